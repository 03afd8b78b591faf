import type { DeployRequest } from '../../../src/model/deploy-request.ts';
import { Failure } from '../../../src/model/failure.ts';
import { parseArguments } from '../../../src/cli/arguments/parse-arguments.ts';

/** The files that exist in these tests. */
const FILES = ['./prod.nix', './other.nix'];

export const ENV = { HOSTGROUP: './prod.nix' };

export function parse(argv: readonly string[], env: Record<string, string> = ENV) {
  return parseArguments(argv, env, (path) => FILES.includes(path));
}

/** The request of a command line that must be accepted. */
export function request(argv: readonly string[], env: Record<string, string> = ENV): DeployRequest {
  const parsed = parse(argv, env);
  if (parsed.type !== 'deploy') throw new Error(`parsed as ${parsed.type}`);
  return parsed.request;
}

/** The failure of a command line that must be refused. */
export function failure(argv: readonly string[], env: Record<string, string> = ENV): Failure {
  try {
    parse(argv, env);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error(`accepted: ${JSON.stringify(argv)}`);
}

/** Message and hint, as the user reads them. */
export function complaint(argv: readonly string[], env: Record<string, string> = ENV): string {
  const { message, hint } = failure(argv, env);
  return `${message}\n${hint ?? ''}`;
}
