/**
 * The text of a file with secrets that a person names. Throws a `Failure` for what cannot be read, is no
 * text, is too large for a secret, or lies in the Nix store, where all may read it.
 */
export type ReadSecretFile = (file: string) => Promise<string>;
