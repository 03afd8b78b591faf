import { readDotenv } from '../../machine/secrets/read-dotenv.ts';
import { Failure } from '../../model/failure.ts';
import type { SecretInput } from '../../model/secret-input.ts';
import type { ReadSecretFile } from '../../ports/secret-file.ts';

/** Files that a command line names. */
export interface NamedInputs {
  /** With assignments. */
  readonly files: readonly string[];
  /** Whose whole text is one value. */
  readonly values: readonly { readonly name: string; readonly file: string }[];
}

/** Reads what the command line names. Throws a `Failure` with all lines that cannot be understood. */
export async function readInputs(
  { files, values }: NamedInputs,
  read: ReadSecretFile,
): Promise<readonly SecretInput[]> {
  const inputs: SecretInput[] = [];
  const problems: string[] = [];
  for (const file of files) {
    const dotenv = readDotenv(await read(file));
    inputs.push({ origin: file, assignments: dotenv.assignments });
    problems.push(...dotenv.problems.map((problem) => `${file}, ${problem}`));
  }
  for (const { name, file } of values) {
    const value = (await read(file)).replace(/\r?\n$/, '');
    inputs.push({ origin: file, assignments: [{ name, value }] });
  }
  if (problems.length > 0) throw unfit(problems);
  return inputs;
}

function unfit(problems: readonly string[]): Failure {
  return new Failure({
    code: 'secrets-unfit',
    message: ['secrets cannot be read:', ...problems].join('\n- '),
    hint: 'Write NAME=\'value\', or NAME="value" with a backslash before \\, ", $ and `. Nothing was written.',
  });
}
