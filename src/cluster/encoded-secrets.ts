/** Where something stands in a text: from its first character to the one after its last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The words of a text that hold a secret in base64, be it in the middle of something else: a header of
 * HTTP encodes the user along with the password, PowerShell (`-EncodedCommand`) a script in UTF-16.
 */
export function encodedSecrets(text: string, secrets: readonly string[]): readonly Span[] {
  const searched = secrets.flatMap((secret) => [
    Buffer.from(secret),
    Buffer.from(secret, 'utf16le'),
  ]);
  return [...text.matchAll(WORD)]
    .filter(([word]) => holdsOne(word, searched))
    .map(({ 0: word, index }) => ({ start: index, end: index + word.length }));
}

/** In either alphabet of base64 (RFC 4648, sections 4 and 5). */
const WORD = /[\w+/-]+/g;

/** What stands right before a word, such as a `/`, may be taken for its first letters. */
const ALIGNMENTS = [0, 1, 2, 3];

function holdsOne(word: string, searched: readonly Buffer[]): boolean {
  return ALIGNMENTS.some((from) => {
    const decoded = Buffer.from(word.slice(from), 'base64');
    return searched.some((bytes) => decoded.includes(bytes));
  });
}
