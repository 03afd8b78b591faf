import { execa } from 'execa';

export type NixEvaluation =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };

export interface NixEvaluationOptions {
  /** What NIX_PATH holds; by default a search path without nixpkgs. */
  readonly nixPath?: string;
  readonly cwd?: string;
  /** Further arguments of nix-instantiate, such as --argstr name value. */
  readonly args?: readonly string[];
}

/** A search path that is not empty (Nix would use its default) and finds nothing. */
const emptySearchPath = 'nothing=/var/empty';

/** Evaluates a Nix expression strictly, as the tool itself does, to the value that its JSON stands for. */
export async function evaluateNix(
  expression: string,
  options: NixEvaluationOptions = {},
): Promise<NixEvaluation> {
  const args = ['--eval', '--strict', '--json', '--read-write-mode', ...(options.args ?? [])];
  const result = await execa('nix-instantiate', [...args, '-E', expression], {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: { NIX_PATH: options.nixPath ?? emptySearchPath },
    reject: false,
    stdin: 'ignore',
  });
  if (result.exitCode !== 0)
    return { ok: false, message: result.stderr || result.shortMessage || '' };
  const value: unknown = JSON.parse(result.stdout);
  return { ok: true, value };
}
