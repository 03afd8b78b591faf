/**
 * What a terminal would obey or nobody could see: control characters, marks that turn the direction of
 * text, separators, characters without width, halves of surrogate pairs. Line feed and tab are not
 * among them, nor is the mark that makes a pictograph of the character before it.
 */
const UNPRINTABLE =
  /(?![\n\t])(?!(?<=\p{Extended_Pictographic})\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Writes such characters as `\u001b`, or as told. */
export function escapeUnprintable(text: string, escape = escapeUnits): string {
  return SUSPECT.test(text) ? text.replace(UNPRINTABLE, escape) : text;
}

/**
 * The same for a document of JSON, which stays the same value. What lies beyond 16 bits stays as it is:
 * kubectl reads JSON as YAML, where an escape cannot be one half of a character.
 */
export function escapeInJson(json: string): string {
  return escapeUnprintable(json, (character) =>
    character.length > 1 ? character : escapeUnits(character),
  );
}

/** Whether a text holds such a character. */
export function hasUnprintable(text: string): boolean {
  return text.search(UNPRINTABLE) >= 0;
}

/** Anything but plain ASCII; most documents have none, and need no closer look. */
const SUSPECT = /[^\n\t -~]/;

function escapeUnits(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
