import type { JsonObject } from '../model/json.ts';
import { suggest } from '../model/suggestion.ts';
import { checkValue } from './check-value.ts';
import { isOptional } from './rules/optional.ts';
import { below, type Report, type Trail } from './report.ts';
import { checkDefinition, hasFieldRule } from './rules/definitions.ts';
import type { Dialect, ObjectRules } from './shape.ts';

export function checkObject(
  value: JsonObject,
  rules: ObjectRules,
  dialect: Dialect,
  at: Trail | null,
  report: Report,
): void {
  const names = Object.keys(value);
  for (const name of names) checkField(value, name, rules, at, report);
  for (const name of rules.required) checkRequired(value, name, rules, dialect, at, report);
  if (rules.fewest !== null && names.length < rules.fewest)
    report(at, `has ${String(names.length)} fields, and needs ${String(rules.fewest)}.`);
  if (rules.most !== null && names.length > rules.most)
    report(at, `has ${String(names.length)} fields, and may have ${String(rules.most)}.`);
  if (rules.definition !== null) checkDefinition(rules.definition, value, rules, at, report);
}

function checkField(
  value: JsonObject,
  name: string,
  rules: ObjectRules,
  at: Trail | null,
  report: Report,
): void {
  const shapeOf = rules.fields.get(name) ?? rules.values;
  if (shapeOf !== null) checkValue(value[name] ?? null, shapeOf(), below(at, name), report);
  else if (rules.strict) report(below(at, name), `is unknown.${meant(name, rules)}`);
}

function meant(name: string, { fields }: ObjectRules): string {
  const names = [...fields.keys()];
  const near =
    names.find((known) => known.toLowerCase() === name.toLowerCase()) ?? suggest(name, names);
  return near === null ? '' : ` Did you mean ${near}?`;
}

/** Where the schema demands a text, Go takes an empty one for none. */
function checkRequired(
  value: JsonObject,
  name: string,
  rules: ObjectRules,
  dialect: Dialect,
  at: Trail | null,
  report: Report,
): void {
  const isEmpty =
    dialect === 'builtin' && value[name] === '' && !isOptional(rules.definition, name);
  if (isEmpty && !hasFieldRule(rules.definition, name)) report(below(at, name), 'is empty.');
  if (isMissing(value, name, rules, dialect)) report(below(at, name), 'is missing.');
}

/** Of a null in a custom resource it is told that it is one, unless a default stands for it. */
function isMissing(value: JsonObject, name: string, rules: ObjectRules, dialect: Dialect): boolean {
  const held = Object.hasOwn(value, name) ? value[name] : undefined;
  if (dialect === 'builtin')
    return (held === undefined || held === null) && !isOptional(rules.definition, name);
  return held === undefined && rules.fields.get(name)?.().fallback === undefined;
}
