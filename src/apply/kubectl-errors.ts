/** How kubectl begins an error; it tells all of them at its end. */
export function isError(line: string): boolean {
  return /^(error|Error from server|The \w+ ")/.test(line);
}

export function isWarning(line: string): boolean {
  return line.startsWith('Warning: ');
}

/** The error about one object, without the words that are the same for every object. */
export function refusalIn(errors: readonly string[]): string {
  return errors
    .join('\n')
    .replace(/^(error|Error from server( \(\w+\))?): /, '')
    .replace(/^error when [a-z ]*patch[a-z ]*"STDIN": |^error when \w+ "STDIN": /, '')
    .trim();
}
