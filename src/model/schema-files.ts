/** The file in a directory of schemas that says what the others hold. */
export const SCHEMA_INDEX = 'kubernixos-schemas.json';
