/** After vars/template.go of Concourse. */
const VARIABLE = /\(\(((?:[-/.\w\p{L}]+:)?[-/.:@"\w\p{L}]+)\)\)/gu;

/** The variables that a pipeline names, sorted, each once. */
export function variablesOf(text: string): readonly string[] {
  return [...new Set([...text.matchAll(VARIABLE)].map(([, name]) => name ?? ''))].sort();
}

/** What looks like a variable, and is none to Concourse. */
export function brokenVariables(text: string): readonly string[] {
  return text.replaceAll(VARIABLE, '').match(/\(\(.{0,20}|.{0,20}\)\)/g) ?? [];
}
