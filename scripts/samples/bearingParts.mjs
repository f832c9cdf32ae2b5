/**
 * The parts of the sample product, a flanged roller bearing unit of 84 mm bore. Axis z, front towards +z, millimetres.
 * Parts that touch in reality are kept a few hundredths apart, so that no two surfaces coincide in a picture.
 */

const rollers = 20;
const pitchRadius = 60;
const flangeBolts = 12;
const frontScrews = 8;
const jackScrews = [90, 225, 315];

const steel = [0.75, 0.76, 0.78];
const bright = [0.88, 0.89, 0.9];
const brass = [0.79, 0.62, 0.3];
const graphite = [0.22, 0.24, 0.27];
const black = [0.09, 0.09, 0.1];
const zinc = [0.68, 0.7, 0.72];
const aluminium = [0.8, 0.81, 0.83];

/** Places on a circle: degrees, `count` of them from `start` on. */
export function around(count, start = 0) {
  return Array.from({ length: count }, (_, index) => start + (360 / count) * index);
}

/** Moves a shape that stands on the axis to a place on a circle. */
export function onCircle(radius, degrees, z = 0) {
  return [{ shift: [radius, 0, z] }, { turn: degrees, about: 'z' }];
}

function part(name, color, shape) {
  return { name, color, shape };
}

function hexagon(acrossFlats, rounding = 0) {
  const radius = acrossFlats / Math.sqrt(3);
  return around(6).map((degrees) => {
    const angle = (degrees * Math.PI) / 180;
    return [radius * Math.cos(angle), radius * Math.sin(angle), rounding];
  });
}

export function makeBearingParts(author) {
  return {
    ...ringParts(author),
    ...rowParts(author),
    ...housingParts(author),
    ...coverParts(author),
    ...smallParts(author),
  };
}

function ringParts(author) {
  const ringOuter = author.revolve([
    [68.6, -25],
    [80, -25, 2],
    [80, 25, 2],
    [68.6, 25],
    [67, 23.4],
    [67, -23.4],
  ]);
  // Ribs at both ends and one in the middle guide the rollers.
  const ringInner = author.revolve([
    [42, -25, 1.6],
    [55.6, -25, -1],
    [55.6, -22.2],
    [53, -22.2],
    [53, -3.2],
    [55, -3.2, -0.5],
    [55, 3.2, -0.5],
    [53, 3.2],
    [53, 22.2],
    [55.6, 22.2],
    [55.6, 25, -1],
    [42, 25, 1.6],
  ]);
  const guideRing = author.revolve([
    [56, -1.5, -0.4],
    [66.6, -1.5, -0.4],
    [66.6, 1.5, -0.4],
    [56, 1.5, -0.4],
  ]);
  return {
    ringOuter: part('ring_outer', steel, ringOuter),
    ringInner: part('ring_inner', steel, ringInner),
    guideRing: part('guide_ring', [0.72, 0.5, 0.3], guideRing),
  };
}

/** One row of rollers lies between z = 3.5 and z = 21.7, with its comb cage around it. */
function rowParts(author) {
  const roller = author.revolve([
    [0, -8.6],
    [1.6, -8.6],
    [2.6, -9],
    [7, -9, 0.7],
    [7, 9, 0.7],
    [2.6, 9],
    [1.6, 8.6],
    [0, 8.6],
  ]);
  const blank = author.revolve([
    [57, 2, -0.4],
    [65.6, 2, -0.4],
    [65.6, 22.6, 0.8],
    [57, 22.6, 0.8],
  ]);
  const pocket = author.cylinder(7.35, 3.4, 30);
  const pockets = around(rollers).map((degrees) => author.moved(pocket, ...onCircle(pitchRadius, degrees)));
  const cage = author.cut(blank, ...pockets);
  const rivet = author.revolve([
    [0, -0.6],
    [0.9, -0.6],
    [0.9, 0.02],
    [1.7, 0.02],
    [1.7, 0.5],
    [1.1, 1],
    [0, 1.1],
  ]);
  return {
    roller: part('roller', bright, roller),
    cage: part('cage', brass, cage),
    rivet: part('rivet', brass, rivet),
  };
}

function housingParts(author) {
  const casting = author.revolve([
    [80.05, -27],
    [137, -27, -1.5],
    [138, -10, 3],
    [108.5, -8, 9],
    [104, 24.6, 3.5],
    [80.05, 24.6, -1],
  ]);
  const rib = author.extrude(
    [
      [100, -9],
      [129, -9],
      [107, 14],
      [100, 14],
    ],
    -3.2,
    3.2,
  );
  // Drawn in x and y, it stands up into x and z between the bolts.
  const standing = author.moved(rib, { turn: 90, about: 'x' });
  const ribs = around(flangeBolts, 15).map((degrees) => author.moved(standing, { turn: degrees, about: 'z' }));
  const boss = author.moved(
    author.revolve([
      [0, 96],
      [10, 96],
      [9.2, 109, 1.2],
      [0, 109],
    ]),
    { turn: -90, about: 'x' },
    { shift: [0, 0, 9] },
  );
  const body = author.fuse(casting, ...ribs, boss);
  const scallop = author.revolve([
    [0, -40],
    [15, -40],
    [15, -25.4],
    [13.6, -24],
    [13.6, -12.8],
    [16.6, -9.2],
    [22, -4],
    [0, -4],
  ]);
  const hole = author.revolve([
    [0, -40],
    [5.4, -40],
    [5.4, -9.4],
    [11.5, -9.4],
    [11.5, 0],
    [0, 0],
  ]);
  const screwHole = author.cylinder(3.05, 8, 30);
  const cut = author.cut(
    body,
    ...around(flangeBolts, 15).map((degrees) => author.moved(scallop, ...onCircle(146, degrees))),
    ...around(flangeBolts).map((degrees) => author.moved(hole, ...onCircle(123, degrees))),
    ...around(frontScrews, 22.5).map((degrees) => author.moved(screwHole, ...onCircle(90, degrees))),
  );
  return { housing: part('housing_body', graphite, cut) };
}

function coverParts(author) {
  const plate = author.revolve([
    [76.4, 25.1, -0.4],
    [98, 25.1, -0.4],
    [98, 30.6, 1.6],
    [76.4, 30.6, 1],
  ]);
  const screwHole = author.cylinder(3.2, 20, 40);
  const jackHole = author.cylinder(3.05, 20, 40);
  const retainer = author.cut(
    plate,
    ...around(frontScrews, 22.5).map((degrees) => author.moved(screwHole, ...onCircle(90, degrees))),
    ...jackScrews.map((degrees) => author.moved(jackHole, ...onCircle(90, degrees))),
  );
  const sealFront = author.revolve([
    [73.2, 25.1, -0.4],
    [76.35, 25.1],
    [76.35, 29.4, -0.3],
    [74.6, 29.9, -0.5],
    [73.2, 27.6, -0.5],
  ]);
  const coverRear = author.revolve([
    [61, -32.5, -0.8],
    [98, -32.5, 2],
    [98, -27.05, -0.4],
    [80, -27.05],
    [80, -25.1, -0.3],
    [61, -25.1, -0.5],
  ]);
  const sealRear = author.revolve([
    [56.6, -30.6, -0.9],
    [60.95, -31.4, -0.6],
    [60.95, -25.6, -0.6],
    [56.6, -27, -0.9],
  ]);
  const oRing = author.revolve([
    [100.2, -27.1, -0.5],
    [100.2, -29.5, -0.5],
    [102.6, -29.5, -0.5],
    [102.6, -27.1, -0.5],
  ]);
  return {
    retainer: part('retainer_ring', aluminium, retainer),
    sealFront: part('seal_front', black, sealFront),
    coverRear: part('cover_rear', aluminium, coverRear),
    sealRear: part('seal_rear', black, sealRear),
    oRing: part('o_ring', black, oRing),
  };
}

/** Standing on z = 0, heads upwards. */
function smallParts(author) {
  const hexHead = author.common(
    author.extrude(hexagon(16, 0.5), 0.4, 7),
    author.revolve([
      [0, 0],
      [8.6, 0],
      [9.4, 0.8],
      [9.4, 5.9],
      [7.4, 7],
      [0, 7],
    ]),
  );
  const washerFace = author.cylinder(7.6, 0.02, 0.6);
  const shank = author.revolve([
    [0, -22],
    [4, -22],
    [5, -21],
    [5, 0.5],
    [0, 0.5],
  ]);
  const washer = (inner, outer, height) =>
    author.revolve([
      [inner, 0],
      [outer, 0, -0.15],
      [outer, height, -0.3],
      [inner, height, -0.2],
    ]);
  const socketScrew = author.cut(
    author.revolve([
      [0, -12],
      [2.5, -12],
      [3, -11.5],
      [3, 0.02],
      [5, 0.02, -0.15],
      [5, 5, 0.8],
      [0, 5],
    ]),
    author.extrude(hexagon(5), 2.2, 8),
  );
  const jackScrew = author.cut(
    author.revolve([
      [0, -5],
      [3, -5, -0.5],
      [3, 0.4, -0.4],
      [0, 0.4],
    ]),
    author.extrude(hexagon(3), -2.5, 4),
  );
  const dowel = author.revolve([
    [0, -14],
    [4, -14, -0.8],
    [4, 5, 1],
    [0, 5],
  ]);
  const nipple = author.fuse(
    author.extrude(hexagon(9, 0.3), 0.05, 4.5),
    author.revolve([
      [0, 4],
      [3.4, 4],
      [3.4, 6.5, 0.5],
      [2.3, 8, 0.5],
      [3.3, 9.6, 0.6],
      [2.2, 12.2, 0.4],
      [0, 12.2],
    ]),
  );
  return {
    bolt: part('bolt_m10', zinc, author.fuse(hexHead, washerFace, shank)),
    washerM10: part('washer_m10', zinc, washer(5.3, 10, 2)),
    screwM6: part('screw_m6', [0.16, 0.16, 0.17], socketScrew),
    washerM6: part('washer_m6', zinc, washer(3.2, 6, 1.4)),
    jackScrew: part('jack_screw_m6', [0.16, 0.16, 0.17], jackScrew),
    dowel: part('dowel_pin', bright, dowel),
    nippleBody: part('nipple_body', brass, nipple),
    nippleBall: part('nipple_ball', bright, author.sphere(1.4)),
  };
}

export const bearingLayout = { rollers, pitchRadius, flangeBolts, frontScrews, jackScrews };
