/** Something that a run needs is not there. The message says what, and how to get it. */
export class Problem extends Error {
  /** @override */
  name = 'Problem';
}
