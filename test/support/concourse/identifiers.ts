/** What is wrong with a name, after atc/configwarning.go. */
export function identifierFault(name: string, at: string): readonly string[] {
  const reason = reasonAgainst(name);
  return reason === null ? [] : [`${at}: ${JSON.stringify(name)} is no identifier: ${reason}`];
}

function reasonAgainst(name: string): string | null {
  if (name === '') return 'it is empty';
  if (/^\d+$/.test(name)) return 'it is a number';
  if (!/^[\p{Ll}\p{Lt}\p{Lm}\p{Lo}\d]/u.test(name)) return 'it begins with something else';
  if (!/^[\p{Ll}\p{Lt}\p{Lm}\p{Lo}\d\-_.]*$/u.test(name)) return 'it has another character';
  return null;
}
