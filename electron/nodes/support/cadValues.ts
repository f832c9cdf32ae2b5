import type { Manifest } from '../../../shared/domain/cad.ts';
import { AppError } from '../../../shared/errors/appError.ts';
import type { NodeContext } from '../../runtime/contracts/node.ts';
import type { PortData, PortValue } from '../../runtime/contracts/portValues.ts';
import { requiredInput } from './requiredInput.ts';
import { type Holder, partKeyFindings } from './partKeyFindings.ts';

export async function manifestValue(
  { services }: Pick<NodeContext, 'services'>,
  path: string,
  { parts, boundingBox }: Pick<Manifest, 'parts' | 'boundingBox'>,
): Promise<PortValue<'manifest'>> {
  const uniquePartKeys = new Set(parts.map((part) => part.partKey)).size;
  return {
    type: 'manifest',
    data: { parts: parts.length, uniquePartKeys, boundingBox },
    files: [await services.file('manifest', path)],
  };
}

/**
 * A model as a value, counted in its own bytes, and held against the parts that it should hold when they are known.
 * @throws AppError `cad.model_damaged`, `cad.parity_failed`
 */
export async function glbValue(
  { services }: Pick<NodeContext, 'services'>,
  path: string,
  source: PortData<'glb'>['source'],
  manifest: Pick<Manifest, 'parts'> | null,
): Promise<PortValue<'glb'>> {
  const { meshNodes, partKeys } = await services.cad.countGlb(path);
  if (manifest) demandParity(manifest, [{ name: 'the model', partKeys }]);
  return { type: 'glb', data: { meshNodes, source }, files: [await services.file('glb', path)] };
}

/**
 * Every part exactly once in each holder.
 * @throws AppError `cad.parity_failed` with what is missing, doubled or too much, by holder
 */
export function demandParity(manifest: Pick<Manifest, 'parts'>, holders: readonly Holder[]): void {
  const keys = manifest.parts.map((part) => part.partKey);
  const { findings, details } = partKeyFindings(keys, holders);
  if (findings.length > 0) throw new AppError('cad.parity_failed', findings.join(' '), { details });
}

/**
 * Reads a STEP file again. The kept file lies under another name, which must not get into the manifest: equal files
 * give equal manifests.
 * @throws AppError `cad.*`
 */
export async function importAgain(
  context: Pick<NodeContext, 'services' | 'signal' | 'progress'>,
  step: { readonly path: string; readonly fileName: string },
): Promise<{ manifest: Manifest; manifestPath: string; glbPath: string }> {
  const { services, signal } = context;
  const onProgress = (fraction: number, message: string): void => context.progress(fraction, message);
  const read = await services.cad.importStep(step.path, services.path('import'), signal, onProgress);
  const manifest = { ...read.manifest, source: { ...read.manifest.source, fileName: step.fileName } };
  const manifestPath = await services.writeText('manifest.json', JSON.stringify(manifest));
  return { manifest, manifestPath, glbPath: read.glbPath };
}

/** The manifest at an input, when one is connected. */
export async function connectedManifest(context: Pick<NodeContext, 'services' | 'input'>): Promise<Manifest | null> {
  const value = context.input('manifest', 'manifest');
  const file = value?.files.find((candidate) => candidate.name === 'manifest');
  return file ? context.services.cad.readManifest(file.path) : null;
}

/** The manifest at an input that must be connected. */
export async function requiredManifest(context: Pick<NodeContext, 'services' | 'input' | 'node'>): Promise<Manifest> {
  requiredInput(context, 'manifest', 'manifest');
  const manifest = await connectedManifest(context);
  if (!manifest) throw new Error('A manifest value has no file.');
  return manifest;
}
