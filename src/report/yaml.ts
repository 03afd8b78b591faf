import type { Json } from '../model/json.ts';
import { escapeUnprintable, hasUnprintable } from '../model/unprintable.ts';

/**
 * Prints a value as YAML that reads back as the same value under YAML 1.2 and under what kubectl
 * reads, which is mostly YAML 1.1: there `yes`, `0o17`, `1_000` and `12:30` are no strings. Characters
 * that a terminal would obey are escaped. Strings that match `quoted` stand in double quotes.
 */
export async function printYaml(value: Json, quoted?: RegExp): Promise<string> {
  const { Document, isScalar, visit } = await import('yaml');
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_key, node) {
      if (isScalar(node) && needsQuotes(node.value, quoted)) node.type = 'QUOTE_DOUBLE';
    },
  });
  const text = document.toString({ lineWidth: 0 }).replaceAll(FORBIDDEN, escape);
  return escapeUnprintable(text, escape);
}

/**
 * Whether some reader would take a text for something else, were it written plainly. Lines of text may
 * stay a block, which no reader takes for anything but text.
 */
export function needsQuotes(value: unknown, quoted?: RegExp): boolean {
  if (typeof value !== 'string') return false;
  if (quoted?.test(value) === true) return true;
  return BLOCK.test(value)
    ? value.search(FORBIDDEN) >= 0 || hasUnprintable(value)
    : !PLAIN.test(value) || RESERVED.test(value);
}

const BLOCK = /^\S.*\n/;

/** Characters that YAML does not allow as they are. Wherever one is left, it is in double quotes. */
const FORBIDDEN =
  /[^\n\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/gu;

/** As double quotes have it. */
function escape(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  return code > 0xffff ? `\\U${digits.padStart(8, '0')}` : `\\u${digits.padStart(4, '0')}`;
}

/** Begins with a letter or a path: numbers, dates and marks of YAML do not. */
const PLAIN = /^(?:[A-Za-z]|\.?\/)(?:[A-Za-z0-9_./@=+-]|:(?=\S)| (?=[^#\s]))*$/;

/** https://yaml.org/type/bool.html and its like; some readers take `e1` for a number. */
const RESERVED = /^(?:y|yes|n|no|on|off|true|false|null|nan|inf|e[-+]?\d+)$/i;
