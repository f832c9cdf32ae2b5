import type { NodePort } from '../../../shared/domain/nodeDefinition.ts';
import type { NodeContext } from '../../runtime/contracts/node.ts';
import { fileOf, type PortData } from '../../runtime/contracts/portValues.ts';
import type { PictureConditions, SceneRequest } from '../../runtime/contracts/renderServices.ts';
import { input } from './ports.ts';
import { requiredInput } from './requiredInput.ts';

/** What every node needs that renders an order line. */
export const renderInputs: readonly NodePort[] = [
  input('order_line', 'order_line', 'What was ordered: the conditions that settings left empty come from here.'),
  input('glb', 'glb', 'The model of the product.', { label: 'GLB' }),
  input('template', 'template', 'Camera, light and ground.'),
  input('material_map', 'material_map', 'The material of every part.'),
];

/** Settings that override conditions of the order; null and absent = as the order says. */
type Overrides = Partial<{
  [K in 'engine' | 'device' | 'samples' | 'seed' | 'denoise' | 'width' | 'height' | 'transparent']:
    PictureConditions[K] | null;
}>;

interface RenderPlan {
  readonly order: PortData<'order_line'>;
  readonly scene: SceneRequest;
  readonly conditions: PictureConditions;
  readonly origin: NonNullable<PortData<'image'>['made']>['origin'];
}

/**
 * Reads `renderInputs` and puts the settings over what the order says: the same scene and conditions that the fixed
 * pipeline renders when every setting is left empty.
 */
export function renderPlan(context: Pick<NodeContext, 'node' | 'input'>, overrides: Overrides): RenderPlan {
  const { data: order } = requiredInput(context, 'order_line', 'order_line');
  const glb = requiredInput(context, 'glb', 'glb');
  const template = requiredInput(context, 'template', 'template');
  const { data: map } = requiredInput(context, 'material_map', 'material_map');
  const { path, sha256 } = fileOf(glb, 'glb');
  const value = template.data.template;
  const blendPath = value.kind === 'blend' ? fileOf(template, 'blend').path : null;
  return {
    order,
    scene: {
      glb: { path, sha256 },
      parts: glb.data.meshNodes,
      template: { value, sha256: template.data.sha256, blendPath },
      materials: map.materials,
      assignments: map.assignments,
    },
    conditions: conditionsOf(order, value.studio?.transparent ?? false, overrides),
    origin: { template: { id: value.id, sha256: template.data.sha256 }, materials: map.assignments },
  };
}

function conditionsOf(
  { profile, renderer }: PortData<'order_line'>,
  transparentStudio: boolean,
  overrides: Overrides,
): PictureConditions {
  return {
    engine: overrides.engine ?? renderer.engine,
    device: overrides.device ?? renderer.device,
    samples: overrides.samples ?? renderer.samples,
    seed: overrides.seed ?? renderer.seed,
    denoise: overrides.denoise ?? renderer.denoise,
    width: overrides.width ?? profile.width,
    height: overrides.height ?? profile.height,
    transparent: overrides.transparent ?? (profile.background === 'transparent' || transparentStudio),
  };
}
