import type { Manifest } from '../../../shared/domain/cad.ts';
import { AppError } from '../../../shared/errors/appError.ts';
import { assignMaterials } from '../../../shared/materials/assignMaterials.ts';
import type { ExecuteNode, NodeServices } from '../../runtime/contracts/node.ts';
import { fileOf } from '../../runtime/contracts/portValues.ts';
import type { SettingsOf } from '../defineNode.ts';
import { connectedManifest } from '../support/cadValues.ts';
import { facetOf } from '../support/facetOf.ts';
import { imageValue } from '../support/imageValue.ts';
import { requiredInput } from '../support/requiredInput.ts';
import type { definition } from './definition.ts';

/** The colours of the CAD file, unless the output type wants one material; without a manifest, the default everywhere. */
function coloured(
  { materials }: NodeServices,
  manifest: Manifest | null,
  override: string | null,
): ReturnType<typeof assignMaterials> {
  return assignMaterials(manifest?.parts ?? [], {
    rules: [],
    override,
    order: ['override', 'cad_colour', 'default'],
    known: materials.known(),
    ofColour: (color) => materials.ofColour(color),
  });
}

/** @throws AppError `cad.no_shape`, `template.unknown`, `template.missing_file`, `camera.unknown`, `blender.*` */
export const execute: ExecuteNode<SettingsOf<typeof definition>> = async (context) => {
  const { services, settings, job } = context;
  const glb = requiredInput(context, 'glb', 'glb');
  const bbox = context.input('bbox', 'bbox');
  if (bbox && Math.max(...bbox.data.size) <= 0) {
    throw new AppError('cad.no_shape', 'The model has no extent: there is nothing to see in it.');
  }
  const { path, sha256 } = fileOf(glb, 'glb');
  const profile = facetOf(context, 'profile');
  const { engine, device, seed, denoise, ...renderer } = facetOf(context, 'renderer');
  const template = services.templates.resolve(settings.templateId ?? profile.templateId);
  const manifest = await connectedManifest(context);
  const { assignments, materials } = coloured(services, manifest, profile.materialOverride);
  const width = settings.width ?? profile.width;
  const height = settings.height ?? profile.height;
  const samples = settings.samples ?? renderer.samples;
  // Another template may lack the camera of the output type: then its own default counts.
  const camera = settings.camera ?? (settings.templateId === null ? profile.camera : null);
  const { pictures } = await services.render.stills(job, {
    scene: { glb: { path, sha256 }, parts: glb.data.meshNodes, template, materials, assignments },
    conditions: {
      ...{ engine, device, samples, seed, denoise, width, height },
      transparent: profile.background === 'transparent' || (template.value.studio?.transparent ?? false),
    },
    cameras: [camera],
  });
  const [picture] = pictures;
  if (!picture) throw new AppError('blender.output_missing', 'Blender reported success without a picture.');
  const origin = { template: { id: template.value.id, sha256: template.sha256 }, materials: assignments };
  return { image: await imageValue(services, picture, { actual: picture.actual, origin }) };
};
