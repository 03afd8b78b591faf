/** Signs texts by Ed25519, and checks signatures. */
export interface Signatures {
  /** The signature in base64, by a private key in PEM. Throws a `Failure` that never shows the key. */
  sign(text: string, privateKey: string): string;
  /** The public key of a private one, as `signers` has it. */
  publicKey(privateKey: string): string;
  /** Which of the signers made a signature; null where none of them did. */
  signerOf(text: string, signature: string, signers: readonly string[]): string | null;
}
