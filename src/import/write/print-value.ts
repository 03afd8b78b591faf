import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import { attributeName } from './attribute-name.ts';
import { isForced } from './directive.ts';
import { hasLines, indentedString } from './indented-string.ts';
import { printNumber } from './print-number.ts';
import { quotedString } from './quoted-string.ts';

/** As nixfmt has it. */
const WIDTH = 100;
const STEP = '  ';

/** A JSON value as Nix code. Its first line has no indentation, the others stand below `indent`. */
export function printValue(value: Json, indent: string): string {
  if (isJsonArray(value)) return printList(value, indent);
  if (isJsonObject(value)) return printSet(value, indent);
  if (typeof value === 'string') return printText(value, indent);
  if (typeof value === 'number' || typeof value === 'bigint') return printNumber(value);
  return String(value);
}

function printText(text: string, indent: string): string {
  return hasLines(text) ? indentedString(text, indent) : quotedString(text);
}

/** `name = value;` on lines of its own; a set with a single name in it lengthens the path instead. */
export function printBinding(path: readonly string[], value: Json, indent: string): string {
  const [only, ...others] = isJsonObject(value) ? Object.entries(value) : [];
  if (only !== undefined && others.length === 0)
    return printBinding([...path, only[0]], only[1], indent);
  return define(path, printValue(value, indent), indent);
}

function define(path: readonly string[], code: string, indent: string): string {
  return `${indent}${path.map(attributeName).join('.')} = ${code};\n`;
}

function printSet(set: JsonObject, indent: string): string {
  const inside = indent + STEP;
  const bindings = Object.entries(set).map(([name, value]) => printBinding([name], value, inside));
  return inBraces(bindings, indent);
}

function inBraces(bindings: readonly string[], indent: string): string {
  return bindings.length === 0 ? '{ }' : `{\n${bindings.join('')}${indent}}`;
}

function printList(list: readonly Json[], indent: string): string {
  const [first, ...others] = list;
  if (first === undefined) return '[ ]';
  const alone = others.length === 0 ? `[ ${printElement(first, indent)} ]` : null;
  if (alone !== null && fits(alone, indent)) return alone;
  const inside = indent + STEP;
  const lines = list.map((element) => `${inside}${printElement(element, inside)}\n`);
  return `[\n${lines.join('')}${indent}]`;
}

function fits(code: string, indent: string): boolean {
  return !code.includes('\n') && indent.length + code.length <= WIDTH;
}

/** A set that is one binding stands on one line, where it fits. */
function printElement(element: Json, indent: string): string {
  if (!isJsonObject(element)) return inParentheses(printValue(element, indent));
  const bindings = printFields(element, indent + STEP);
  const inOne = `{ ${bindings.join('').trim()} }`;
  return bindings.length === 1 && fits(inOne, indent) ? inOne : inBraces(bindings, indent);
}

function printFields(element: JsonObject, indent: string): readonly string[] {
  return Object.entries(element).map(([name, value]) =>
    isForced(element, name)
      ? define([name], `lib.mkForce ${inParentheses(printValue(value, indent))}`, indent)
      : printBinding([name], value, indent),
  );
}

/** What Nix would take for more than one element, or argument. */
function inParentheses(code: string): string {
  return /^(?:-|builtins\.|\d+ - )/.test(code) ? `(${code})` : code;
}
