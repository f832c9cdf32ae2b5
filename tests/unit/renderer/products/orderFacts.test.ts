import { expect, it } from 'vitest';
import { orderFacts } from '../../../../renderer/products/order/orderFacts.ts';
import { shippedOutputTypes } from '../../../../electron/services/shippedOutputTypes.ts';

it('says of every shipped output type what an order of it gives', () => {
  const facts = Object.fromEntries(
    shippedOutputTypes.map((outputType) => [outputType.code, orderFacts(outputType, 'White studio').join(', ')]),
  );
  expect(facts).toEqual({
    still_preview: '640 × 360, 32 samples, PNG, White studio',
    still_catalogue: '1920 × 1080, 128 samples, PNG, White studio',
    still_angles: '3 angles of 640 × 360, 32 samples, PNG, White studio',
    turntable_preview: '480 × 270, 48 frames at 24 fps, 16 samples, MP4, White studio',
    blend_production: 'set up for 1920 × 1080, 128 samples, BLEND, White studio',
    cad_thumbnail: '512 × 512, 16 samples, PNG, White studio',
    model_stl: 'STL, no picture',
  });
});
