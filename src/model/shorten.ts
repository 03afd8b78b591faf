/**
 * Cuts a text to about so many characters (UTF-16 units), and says how many are left out. Its end stays:
 * that is where the server says what is wrong with a value.
 */
export function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const start = beforePair(text, Math.ceil(longest * HEAD));
  const end = beforePair(text, text.length - Math.floor(longest * (1 - HEAD)));
  return `${text.slice(0, start)}… (${String(end - start)} characters left out) …${text.slice(end)}`;
}

const HEAD = 0.75;

/** The index, or the one before it where it would cut a surrogate pair in two. */
function beforePair(text: string, index: number): number {
  return (text.codePointAt(index - 1) ?? 0) > 0xffff ? index - 1 : index;
}
