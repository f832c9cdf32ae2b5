import { referencesOf, type StepStatement, withoutStrings } from './scanStep.ts';

const prefixes: Readonly<Record<string, number>> = {
  EXA: 1e18,
  PETA: 1e15,
  TERA: 1e12,
  GIGA: 1e9,
  MEGA: 1e6,
  KILO: 1e3,
  HECTO: 1e2,
  DECA: 1e1,
  DECI: 1e-1,
  CENTI: 1e-2,
  MILLI: 1e-3,
  MICRO: 1e-6,
  NANO: 1e-9,
  PICO: 1e-12,
};

/**
 * Metres per length unit of the file: 0.001 for millimetres, 0.0254 for inches. Taken from the unit that most of the
 * geometric contexts name (ISO 10303-41, global_unit_assigned_context); null when the file names none.
 */
export function stepUnitsToMetres(statements: readonly StepStatement[]): number | null {
  const byId = new Map(statements.map((statement) => [statement.id, statement]));
  const votes = new Map<number, number>();
  for (const statement of statements) {
    const units = /GLOBAL_UNIT_ASSIGNED_CONTEXT\s*\(\s*\(([^)]*)\)/i.exec(withoutStrings(statement.text));
    if (!units) continue;
    for (const id of referencesOf(units[1] ?? '')) {
      const metres = lengthUnit(byId.get(id), byId, 0);
      if (metres !== null) votes.set(metres, (votes.get(metres) ?? 0) + 1);
    }
  }
  const ranked = [...votes].sort((a, b) => b[1] - a[1]);
  return ranked[0]?.[0] ?? null;
}

/** Metres of one unit entity, or null when it is no length. `depth` bounds conversions that lead in a circle. */
function lengthUnit(
  unit: StepStatement | undefined,
  byId: ReadonlyMap<number, StepStatement>,
  depth: number,
): number | null {
  if (!unit || depth > 4) return null;
  const text = withoutStrings(unit.text);
  if (!/\bLENGTH_UNIT\b/i.test(text)) return null;
  const si = /\bSI_UNIT\s*\(\s*(?:\.(\w+)\.|\$|\*)\s*,\s*\.METRE\.\s*\)/i.exec(text);
  if (si) return si[1] ? (prefixes[si[1].toUpperCase()] ?? null) : 1;
  const conversion = /\bCONVERSION_BASED_UNIT\s*\([^#)]*#(\d+)/i.exec(text);
  const measure = conversion ? byId.get(Number(conversion[1])) : undefined;
  if (!measure) return null;
  const value = /WITH_UNIT\s*\(\s*(?:\w+\s*\(\s*)?([-+0-9.E]+)/i.exec(measure.text);
  const base = referencesOf(measure.text)[0];
  const baseMetres = base === undefined ? null : lengthUnit(byId.get(base), byId, depth + 1);
  // 0.0254 must come out of 25.4 x 0.001, without the dust of binary fractions.
  return value && baseMetres !== null ? Number((Number(value[1]) * baseMetres).toPrecision(12)) : null;
}
