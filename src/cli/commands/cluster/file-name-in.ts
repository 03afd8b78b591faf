import { Failure } from '../../../model/failure.ts';

/** The part of a file's name that a variable holds. Throws a `Failure` for what leads elsewhere. */
export function fileNameIn(
  env: Readonly<Record<string, string | undefined>>,
  variable: string,
  otherwise: string,
): string {
  const name = env[variable] || otherwise;
  if (/^\w[\w.-]*$/.test(name)) return name;
  throw new Failure({
    code: 'invalid-value',
    message: `${variable} is a part of a file's name, not ${JSON.stringify(name)}`,
    hint: `Leave it out, or write letters, digits, dots, - and _, such as ${otherwise}.`,
  });
}
