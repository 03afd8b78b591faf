import { readFile } from 'node:fs/promises';
import type { SecretSource } from '../model/cluster.ts';
import { Failure } from '../model/failure.ts';
import { reasonOf } from '../model/reason-of.ts';
import type { SecretValues } from '../ports/secret-values.ts';
import { belowHome } from './home-directory.ts';

/** Secrets in variables, and in files whose names are absolute or below `~`. */
export function secretValues(env: Readonly<Record<string, string | undefined>>): SecretValues {
  return {
    async read(source, option) {
      const value =
        source.type === 'variable'
          ? env[source.name]
          : await readSecretFile(source.file, belowHome(env, source.file), option);
      if (value === undefined || value === '') throw noSecret(source, option);
      return value;
    },
  };
}

async function readSecretFile(file: string, path: string, option: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).replace(/\r?\n$/, '');
  } catch (cause) {
    throw new Failure({
      code: 'secret-unreadable',
      message: `${option}: ${file} cannot be read: ${reasonOf(cause)}`,
      hint: 'Let the user who runs this read it. Nothing was changed.',
      cause,
    });
  }
}

function noSecret(source: SecretSource, option: string): Failure {
  const where = source.type === 'variable' ? `the variable ${source.name} is` : `${source.file} is`;
  return new Failure({
    code: 'secret-missing',
    message: `${option}: ${where} ${source.type === 'variable' ? 'not set' : 'empty'}`,
    hint: 'Put the secret there. Nothing was changed.',
  });
}
