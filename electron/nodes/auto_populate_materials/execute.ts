import type { ManifestPart } from '../../../shared/domain/cad.ts';
import { DEFAULT_MATERIAL_ID, type Material } from '../../../shared/domain/material.ts';
import { suggestMaterial } from '../../../shared/materials/suggestMaterial.ts';
import type { ExecuteNode } from '../../runtime/contracts/node.ts';
import type { PortData } from '../../runtime/contracts/portValues.ts';
import type { SettingsOf } from '../defineNode.ts';
import { requiredManifest } from '../support/cadValues.ts';
import { requiredInput } from '../support/requiredInput.ts';
import type { definition } from './definition.ts';

type MaterialMap = PortData<'material_map'>;

export const execute: ExecuteNode<SettingsOf<typeof definition>> = async (context) => {
  const { mode } = context.settings;
  const value = requiredInput(context, 'material_map', 'material_map');
  const { parts } = await requiredManifest(context);
  if (mode === 'off') return { material_map: value };
  const asked = mode === 'replace' ? parts : parts.filter((part) => value.data.unmatched.includes(part.partKey));
  const known = context.services.materials.known();
  const guesses = guess(asked, new Set(known.map((material) => material.id)));
  context.log('info', `${Object.keys(guesses).length} of ${asked.length} parts have a name that says their material.`);
  return { material_map: { type: 'material_map', data: withGuesses(value.data, guesses, known), files: [] } };
};

/** partKey -> material id; parts whose names say nothing are absent. */
function guess(parts: readonly ManifestPart[], known: ReadonlySet<string>): Record<string, string> {
  const guesses: Record<string, string> = {};
  for (const { partKey, name, productName } of parts) {
    const found = [name, productName]
      .map((words) => suggestMaterial(words, known))
      .find((id) => id !== DEFAULT_MATERIAL_ID);
    if (found) guesses[partKey] = found;
  }
  return guesses;
}

/** Keeps the promises of a material map: only materials in use and the default, sorted by id. */
function withGuesses(map: MaterialMap, guesses: Record<string, string>, known: readonly Material[]): MaterialMap {
  const assignments = { ...map.assignments, ...guesses };
  const used = new Set([DEFAULT_MATERIAL_ID, ...Object.values(assignments)]);
  const all = new Map([...known, ...map.materials].map((material) => [material.id, material]));
  return {
    assignments,
    materials: [...all.values()].filter(({ id }) => used.has(id)).sort((a, b) => (a.id < b.id ? -1 : 1)),
    unmatched: map.unmatched.filter((partKey) => !(partKey in guesses)),
  };
}
