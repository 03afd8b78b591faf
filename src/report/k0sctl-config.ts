import { printJson } from '../model/exact-json.ts';
import type { Field } from '../model/field.ts';
import type { Json } from '../model/json.ts';
import { placeValue } from '../model/place-value.ts';

/** Where k0sctl takes a value from a variable. */
export interface VariableReference {
  readonly path: Field;
  readonly variable: string;
}

/**
 * The text of a configuration for k0sctl, which replaces `${NAME}` and `$NAME` in it by variables
 * before it reads it. Every `$` of the document is written as `\u0024`, which that leaves alone and
 * every reader of JSON and YAML understands; only the references are there for k0sctl.
 */
export async function k0sctlConfig(
  document: Json,
  references: readonly VariableReference[],
  print: (document: Json) => string | Promise<string>,
): Promise<string> {
  const mark = freeMark(await print(document));
  const marked = references.reduce<Json>(
    (placed, { path }, index) => placeValue(placed, path, markOf(mark, index)),
    document,
  );
  const text = (await print(marked)).replaceAll('$', String.raw`\u0024`);
  return references.reduce(
    (filled, { variable }, index) => filled.replace(markOf(mark, index), () => `\${${variable}}`),
    text,
  );
}

/** JSON, indented by tabs. */
export function printConfigJson(document: Json): string {
  return `${printJson(document, '\t')}\n`;
}

/** YAML in which every string with a `$` stands in double quotes, where it can be escaped. */
export async function printConfigYaml(document: Json): Promise<string> {
  const { printYaml } = await import('./yaml.ts');
  return printYaml(document, /\$/);
}

/** A word that a text does not hold. */
function freeMark(text: string, tried = 0): string {
  const mark = `=secret-${String(tried)}`;
  return text.includes(mark) ? freeMark(text, tried + 1) : mark;
}

/** Begins with an equals sign, so that YAML has it in quotes. */
function markOf(mark: string, index: number): string {
  return `${mark}.${String(index)}=`;
}
