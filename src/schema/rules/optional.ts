/**
 * Fields that the schema calls required and the API server does without: Go gives them a value that it
 * takes. By definition.
 */
const OPTIONAL: Readonly<Record<string, readonly string[]>> = {};

export function isOptional(definition: string | null, field: string): boolean {
  return definition !== null && OPTIONAL[definition]?.includes(field) === true;
}
