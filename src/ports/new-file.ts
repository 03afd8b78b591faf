/** Writes a file that is not there yet; a `Failure` where it is. `isPrivate`: for the user's eyes only. */
export type WriteNewFile = (path: string, text: string, isPrivate: boolean) => Promise<void>;
