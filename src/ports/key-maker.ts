/** Makes keys of backups, and files for them. */
export interface KeyMaker {
  /** A new private key of Ed25519, in PEM. */
  newSigningKey(): string;
  /** A new identity of age, with its recipient in a comment. */
  newIdentity(): Promise<string>;
  /** The recipients of the identities in a file of them. Throws a `Failure` that shows none, where there are none. */
  recipientsOf(identity: string): Promise<readonly string[]>;
  /** Writes a secret to a new file of mode 0600, absolute or below `~`. A file that is there is a `Failure`, and stays as it is. */
  write(file: string, text: string): Promise<void>;
}
