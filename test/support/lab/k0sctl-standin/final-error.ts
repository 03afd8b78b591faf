/** Thrown where trying again is of no use. */
export class FinalError extends Error {}
