import { Failure } from '../../../model/failure.ts';

/** Reads a value of `--secret-file`. Throws a `Failure` for what is no NAME=FILE. */
export function secretFileOption(text: string): { readonly name: string; readonly file: string } {
  const [, name, file] = /^([A-Za-z_]\w*)=(.+)$/s.exec(text) ?? [];
  if (name !== undefined && file !== undefined) return { name, file };
  // What was written may be a secret.
  throw new Failure({
    code: 'invalid-value',
    message: '--secret-file takes NAME=FILE',
    hint: 'Such as --secret-file K3S_TOKEN=./k3s.token: the value is the text in the file. Values themselves never stand on a command line.',
  });
}
