import { Failure } from '../../model/failure.ts';
import type { Requirement } from '../../model/label-selector.ts';
import { keyFault, labelFault } from '../../model/name-syntax.ts';

/** What a key or value may be before it is checked: anything but symbols and white space. */
const WORD = '[^=!(),<> \\t\\r\\n]+';
const SPACE = '[ \\t\\r\\n]*';

const EXISTS = shape(`(?<not>!)?${SPACE}(?<key>${WORD})`);
const EQUALS = shape(`(?<key>${WORD})${SPACE}(?<operator>==?|!=)${SPACE}(?<value>${WORD})?`);
const SET = shape(
  `(?<key>${WORD})[ \\t\\r\\n]+(?<operator>in|notin)${SPACE}\\((?<values>[^=!()<>]*)\\)`,
);
const ORDER = shape(`${WORD}${SPACE}[<>].*`);

/** A comma that is not inside parentheses. */
const SEPARATOR = /,(?![^()]*\))/;

/**
 * Parses a label selector as Kubernetes does, but for `>` and `<`. The empty selector matches everything.
 * https://pkg.go.dev/k8s.io/apimachinery/pkg/labels#Parse
 */
export function parseSelector(selector: string): Requirement[] {
  if (shape('').test(selector)) return [];
  return selector.split(SEPARATOR).map((part) => {
    const requirement = parseExists(part) ?? parseEquals(part) ?? parseSet(part);
    if (requirement === null) return failShape(selector, part);
    check(selector, requirement);
    return requirement;
  });
}

function parseExists(part: string): Requirement | null {
  const { not, key } = EXISTS.exec(part)?.groups ?? {};
  if (key === undefined) return null;
  return { key, operator: not === undefined ? 'exists' : 'not-exists', values: [] };
}

function parseEquals(part: string): Requirement | null {
  const { key, operator, value = '' } = EQUALS.exec(part)?.groups ?? {};
  if (key === undefined) return null;
  return { key, operator: operator === '!=' ? 'not-in' : 'in', values: [value] };
}

function parseSet(part: string): Requirement | null {
  const { key, operator, values = '' } = SET.exec(part)?.groups ?? {};
  if (key === undefined) return null;
  const words = values.split(',').map((value) => value.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, ''));
  return {
    key,
    operator: operator === 'notin' ? 'not-in' : 'in',
    values: [...new Set(words)].sort(),
  };
}

function check(selector: string, { key, values }: Requirement): void {
  if (keyFault(key) !== null) fail(selector, `${JSON.stringify(key)} is not a label key`);
  const wrong = values.find((value) => labelFault(value) !== null);
  if (wrong !== undefined) fail(selector, `${JSON.stringify(wrong)} is not a label value`);
}

function failShape(selector: string, part: string): never {
  if (ORDER.test(part)) return fail(selector, '< and > are not supported');
  return fail(selector, `${JSON.stringify(part.trim())} is not a requirement`);
}

function fail(selector: string, reason: string): never {
  throw new Failure({
    code: 'invalid-selector',
    message: `--selector ${JSON.stringify(selector)}: ${reason}`,
    hint: 'A selector is like app=web, tier!=db, env in (prod,test), env notin (dev), owner or !owner.',
  });
}

function shape(pattern: string): RegExp {
  return new RegExp(`^${SPACE}${pattern}${SPACE}$`, 's');
}
