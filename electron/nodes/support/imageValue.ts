import type { NodeServices } from '../../runtime/contracts/node.ts';
import type { PublishedPicture } from '../../runtime/contracts/pictureServices.ts';
import type { PortData, PortValue } from '../../runtime/contracts/portValues.ts';

/** A picture that was verified, as a value. */
export async function imageValue(
  services: Pick<NodeServices, 'file'>,
  picture: Pick<PublishedPicture, 'path' | 'width' | 'height' | 'pixelHash'>,
  made: PortData<'image'>['made'],
): Promise<PortValue<'image'>> {
  const { path, width, height, pixelHash } = picture;
  return { type: 'image', data: { width, height, pixelHash, made }, files: [await services.file('image', path)] };
}
