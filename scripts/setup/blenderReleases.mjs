/**
 * The Blender releases that set-up can put into a clone: Blender as the Python module `bpy`, with what it imports.
 * Each file is pinned by its SHA-256, one per system; pip takes the one that fits and refuses any other content.
 * numpy: 4.x and 5.0 need 1.26, 5.2 needs 2.2 or later; 5.2 prints tracebacks without cattrs.
 */

/** The version every test uses unless it says otherwise. */
export const DEFAULT_BLENDER = '4.5.15';

/** Where no Python 3.11 is at hand. */
export const FALLBACK_BLENDER = '5.2.3';

/** @typedef {{ python: '3.11' | '3.13', downloadBytes: number, requirements: Record<string, string[]> }} BlenderRelease */

/** @type {Record<string, BlenderRelease>} */
export const BLENDER_RELEASES = {
  '4.2.23': {
    python: '3.11',
    downloadBytes: 391019771,
    requirements: {
      'bpy==4.2.23': [
        '9670c0c10b0307e518d4a6b015365a7d7adbfddf99f28889634fe12623ec95ff',
        '032cce9a931476938ef56865936118998381c68f719b3a1c31a8c4c457f50416',
        'db4b9debc23dfc358be3a9695bc3cf7eb3a53762575966cd9c57005edd00a922',
        'd848bab718f82ce9affff76be10110335ee5143d86146c06b0f581e3b4b734c9',
      ],
      'numpy==1.26.4': [
        '666dbfb6ec68962c033a450943ded891bed2d54e6755e35e5835d63f4f6931d5',
        'cd25bcecc4974d09257ffcd1f098ee778f7834c3ad767fe5db785be9a4aa9cb2',
        'edd8b5fe47dab091176d21bb6de568acdd906d1887a4584a15a9a96a1dca06ef',
        '4c66707fabe114439db9068ee468c26bbdf909cac0fb58686a42a24de1760c71',
      ],
    },
  },
  '4.5.15': {
    python: '3.11',
    downloadBytes: 391019771,
    requirements: {
      'bpy==4.5.15': [
        '19203fb7825b005d2024b2e724d600fc82550a6deea71fbcc4447244df9ea737',
        '8243b4b13aa62bfa5f5a2aa02e6750c903f6669fbee06d1f3839d22a49016a05',
        'f581a22cf852ee4af5aefe3cfd30a3c0eec3315d63c4ca8ed95ac5caf709ac61',
        'd2c2cf95679b077868a7617b16fcd4c28b254d02549ccd15e1b4e80fa4255533',
      ],
      'numpy==1.26.4': [
        '666dbfb6ec68962c033a450943ded891bed2d54e6755e35e5835d63f4f6931d5',
        'cd25bcecc4974d09257ffcd1f098ee778f7834c3ad767fe5db785be9a4aa9cb2',
        'edd8b5fe47dab091176d21bb6de568acdd906d1887a4584a15a9a96a1dca06ef',
        '4c66707fabe114439db9068ee468c26bbdf909cac0fb58686a42a24de1760c71',
      ],
    },
  },
  '5.0.1': {
    python: '3.11',
    downloadBytes: 391019771,
    requirements: {
      'bpy==5.0.1': [
        '79c6e421f53ea24a5961d86eefb8141798eee708682415eb4f5a952c2abdeb8b',
        '4c456809d3651e4850a336283dd73ceda64d7b7f5769490956e10d832c2e7347',
        '92e2a9b62a17d41387a08e9f10fa68e843c2af91e7b1c557b8fd6a52ff1115e8',
      ],
      'numpy==1.26.4': [
        '666dbfb6ec68962c033a450943ded891bed2d54e6755e35e5835d63f4f6931d5',
        'cd25bcecc4974d09257ffcd1f098ee778f7834c3ad767fe5db785be9a4aa9cb2',
        'edd8b5fe47dab091176d21bb6de568acdd906d1887a4584a15a9a96a1dca06ef',
        '4c66707fabe114439db9068ee468c26bbdf909cac0fb58686a42a24de1760c71',
      ],
    },
  },
  '5.2.3': {
    python: '3.13',
    downloadBytes: 400000000,
    requirements: {
      'bpy==5.2.3': [
        '8ef4a335930d647233c661ae21be1abf81207af33e1440fc5a4fc2f2f2d44db7',
        '81c6aed7a0f2f6e755a51b507687e5b719b15dfea818859b59af351fac8cce96',
        '3e34901f855ca1b11b19457cfd6720fb4d31e5860f6dbe336148051a8b4f3480',
      ],
      'numpy==2.3.5': [
        '11e06aa0af8c0f05104d56450d6093ee639e15f24ecf62d417329d06e522e017',
        '00dc4e846108a382c5869e77c6ed514394bdeb3403461d25a829711041217d5b',
        'ccc933afd4d20aad3c00bcef049cb40049f7f196e0397f1109dba6fed63267b0',
        'd0f23b44f57077c1ede8c5f26b30f706498b4862d3ff0a7298b8411dd2f043ff',
      ],
      'cattrs==26.2.1': ['a12aaa3453dc8f633a815293179f08b7421ed18d2575c459c3c736f840beac24'],
      'attrs==26.1.0': ['c647aa4a12dfbad9333ca4e71fe62ddc36f4e63b2d260a37a8b83d2f043ac309'],
      'typing-extensions==4.16.0': ['481caa481374e813c1b176ada14e97f1f67a4539ce9cfeb3f350d78d6370c2e8'],
    },
  },
};
