import { around, bearingLayout, makeBearingParts, onCircle } from './bearingParts.mjs';

const { rollers, pitchRadius, flangeBolts, frontScrews, jackScrews } = bearingLayout;

/** Instances of one product on a circle, numbered from 01. */
function ring(product, name, radius, places, z) {
  return places.map((degrees, index) => ({
    name: `${name}_${String(index + 1).padStart(2, '0')}`,
    product,
    moves: onCircle(radius, degrees, z),
  }));
}

/** The sample product: 146 parts in nested assemblies, most of them repeats. */
export function makeBearingProduct(author) {
  const parts = makeBearingParts(author);
  const row = {
    name: 'roller_row',
    uses: [
      { name: 'cage', product: parts.cage },
      ...ring(parts.roller, 'roller', pitchRadius, around(rollers), 12.6),
      ...ring(parts.rivet, 'rivet', 61.2, around(rollers, 180 / rollers), 22.6),
    ],
  };
  const bearing = {
    name: 'NN_2217_bearing',
    uses: [
      { name: 'ring_outer', product: parts.ringOuter },
      { name: 'ring_inner', product: parts.ringInner },
      { name: 'guide_ring', product: parts.guideRing },
      { name: 'roller_row_front', product: row },
      // The second row looks the other way and is turned by half a pitch.
      {
        name: 'roller_row_rear',
        product: row,
        moves: [
          { turn: 180 / rollers, about: 'z' },
          { turn: 180, about: 'x' },
        ],
      },
    ],
  };
  return {
    name: 'FRU_2217_assembly',
    uses: [
      housingAssembly(parts),
      { name: 'bearing', product: bearing },
      retainerAssembly(parts),
      rearCoverAssembly(parts),
    ].map(
      // The axis lies level and the front looks at the person (-y), as products stand in a catalogue.
      (use) => ({ ...use, moves: [...(use.moves ?? []), { turn: 90, about: 'x' }] }),
    ),
  };
}

function housingAssembly(parts) {
  const fastener = {
    name: 'fastener_m10',
    uses: [
      { name: 'washer_m10', product: parts.washerM10 },
      { name: 'bolt_m10', product: parts.bolt, moves: [{ shift: [0, 0, 2.02] }] },
    ],
  };
  const nipple = {
    name: 'grease_nipple',
    uses: [
      { name: 'nipple_body', product: parts.nippleBody },
      { name: 'nipple_ball', product: parts.nippleBall, moves: [{ shift: [0, 0, 11.7] }] },
    ],
  };
  const housing = {
    name: 'housing',
    uses: [
      { name: 'housing_body', product: parts.housing },
      { name: 'o_ring', product: parts.oRing },
      ...ring(parts.dowel, 'dowel_pin', 119, [39.4, 219.4], -8.6),
      { name: 'grease_nipple', product: nipple, moves: [{ turn: -90, about: 'x' }, { shift: [0, 109, 9] }] },
      ...ring(fastener, 'fastener_m10', 123, around(flangeBolts), -9.38),
    ],
  };
  return { name: 'housing', product: housing };
}

function retainerAssembly(parts) {
  const retainer = {
    name: 'retainer',
    uses: [
      { name: 'retainer_ring', product: parts.retainer },
      { name: 'seal_front', product: parts.sealFront },
      ...ring(parts.screwM6, 'screw_m6', 90, around(frontScrews, 22.5), 30.6),
      ...ring(parts.jackScrew, 'jack_screw', 90, jackScrews, 30.1),
    ],
  };
  return { name: 'retainer', product: retainer };
}

function rearCoverAssembly(parts) {
  const fastener = {
    name: 'fastener_m6',
    uses: [
      { name: 'washer_m6', product: parts.washerM6 },
      { name: 'screw_m6', product: parts.screwM6, moves: [{ shift: [0, 0, 1.42] }] },
    ],
  };
  const cover = {
    name: 'rear_cover',
    uses: [
      { name: 'cover_rear', product: parts.coverRear },
      { name: 'seal_rear', product: parts.sealRear },
      ...ring(fastener, 'fastener_m6', 89, around(frontScrews, 22.5), 0).map((use) => ({
        ...use,
        moves: [{ turn: 180, about: 'x' }, ...use.moves, { shift: [0, 0, -32.52] }],
      })),
    ],
  };
  return { name: 'rear_cover', product: cover };
}
