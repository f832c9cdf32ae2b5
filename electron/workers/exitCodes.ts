/** How a Blender process of ours ends when it ends itself. resources/blender/hartomat knows the same numbers. */
export const exitCodes = {
  /** A Python error that our script did not catch (--python-exit-code). */
  pythonError: 64,
  wallTimeout: 80,
  silenceTimeout: 81,
  ownerGone: 82,
  badBatch: 83,
} as const;
