import { provenanceText } from '../../../shared/media/provenanceText.ts';
import type { NodeContext } from '../../runtime/contracts/node.ts';
import { fileOf } from '../../runtime/contracts/portValues.ts';
import { assetFacts, type Deliverable } from '../support/deliverable.ts';

/** A file of a delivery; `pixelHash` of a picture, as it is in the file. */
interface Written {
  readonly path: string;
  readonly pixelHash?: string;
}

/**
 * Writes a value into the node's folder as people get it, with its provenance in it. Models cannot carry any.
 * `name` is that of the file in this folder, without extension; what people call it may not suit a file system.
 * @throws AppError `media.*`, `blender.*`, `file.*`
 */
export async function writeDeliverable(
  context: Pick<NodeContext, 'services' | 'job' | 'provenance'>,
  value: Deliverable,
  name: string,
  format: string,
): Promise<Written> {
  const { services } = context;
  const source = fileOf(value, value.type).path;
  const target = services.path(`${name}.${format}`);
  if (value.type === 'model') return services.deliveries.copy(source, target);
  const provenance = context.provenance(assetFacts(value).made);
  if (value.type === 'blend') {
    const request = { blendPath: source, target, provenance: provenanceText(provenance) };
    return services.render.stampBlend(context.job, request);
  }
  if (value.type === 'video') {
    return services.deliveries.writeVideo({ source, target, format: value.data.format, provenance });
  }
  const { width, height } = value.data;
  return services.deliveries.writePicture({ source, target, format, provenance, width, height });
}
