/** Reads a file of text, relative to where the command runs. Rejects with a `Failure` where it cannot. */
export type ReadTextFile = (path: string) => Promise<string>;
