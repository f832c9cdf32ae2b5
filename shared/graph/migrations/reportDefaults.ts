import type { GraphDraft } from './applyLegacyParam.ts';

/** Tells every setting that the source did not give, with the value that it has now. */
export function reportDefaults({ nodes, catalogue, ledger, givenBy }: GraphDraft): void {
  for (const { id, type, settings } of nodes) {
    for (const [name, value] of Object.entries(catalogue.get(type)?.defaults ?? {})) {
      if (givenBy.has(`${id}.${name}`) && givenBy.get(`${id}.${name}`) !== GIVEN_BY_PRESET) continue;
      ledger.defaulted(['nodes', id, 'settings', name], Object.hasOwn(settings, name) ? settings[name]! : value);
    }
  }
}

/** A setting that makes the preset what it is: no parameter overrules it, and the source did not give it. */
export const GIVEN_BY_PRESET = 'the preset';
