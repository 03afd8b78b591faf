/** What a program on a host said to one question. */
export interface Answer {
  readonly exitCode: number;
  readonly text: string;
}

/** The answers of the survey's script, by key. Whatever else was said, as by a login shell, is left out. */
export function readAnswers(output: string): ReadonlyMap<string, Answer> {
  const answers = new Map<string, { readonly exitCode: number; readonly lines: string[] }>();
  let lines: string[] | null = null;
  for (const line of output.split('\n')) {
    const [, key, exitCode] = /^([a-z0-9-]+) (\d+)\r?$/.exec(line) ?? [];
    if (key !== undefined) answers.set(key, { exitCode: Number(exitCode), lines: (lines = []) });
    else if (line.startsWith(' ')) lines?.push(line.slice(1));
  }
  return new Map(
    [...answers].map(([key, answer]) => [
      key,
      { exitCode: answer.exitCode, text: answer.lines.join('\n').trim() },
    ]),
  );
}
