import { AppError } from '../../../shared/errors/appError.ts';
import { deliveryFileName } from '../../../shared/media/deliveryFileName.ts';
import type { NodeContext } from '../../runtime/contracts/node.ts';
import type { SettingsOf } from '../defineNode.ts';
import type { Deliverable } from '../support/deliverable.ts';
import { facetOf } from '../support/facetOf.ts';
import type { definition } from './definition.ts';

type Context = NodeContext<SettingsOf<typeof definition>>;

const pictureFormats = ['png', 'jpg', 'webp', 'exr'];

/** The formats that a value can be written in. Only pictures are converted. */
function formatsOf(artifact: Deliverable): readonly string[] {
  switch (artifact.type) {
    case 'image':
      return pictureFormats;
    case 'video':
    case 'model':
      return [artifact.data.format];
    case 'blend':
      return ['blend'];
  }
}

/**
 * As set, else as the output type says.
 * @throws AppError `output_type.invalid_contract` when what arrived cannot be written in it
 */
export function formatOf(context: Context, artifact: Deliverable): string {
  const format = context.settings.format ?? facetOf(context, 'outputType').format;
  const possible = formatsOf(artifact);
  if (possible.includes(format)) return format;
  const what = artifact.type === 'image' ? 'A picture' : `A ${artifact.type} that is ${possible.join(', ')}`;
  throw new AppError('output_type.invalid_contract', `${what} cannot be saved as ${format}.`, {
    remedy: `Choose ${possible.join(', ')} as the format, or change what is connected.`,
    details: { format, possible },
  });
}

/** The name of the delivered file without its extension. */
export function nameOf(context: Context): string {
  if (context.settings.fileName !== null) return context.settings.fileName;
  const { product } = context.input('order_line', 'order_line')?.data ?? { product: facetOf(context, 'product') };
  const { code } = facetOf(context, 'outputType');
  return deliveryFileName({ product, outputType: { code, format: '' } }).replace(/\.$/, '');
}
