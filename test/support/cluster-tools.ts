import { execa } from 'execa';
import { delimiter, join, resolve } from 'node:path';
import type { ControlPlaneDetails } from './control-plane.ts';

export interface RunOptions {
  readonly cwd?: string;
  /** Added to the environment; undefined takes a variable out of it. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The text on standard input; without it the input is empty. */
  readonly stdin?: string;
  /** Milliseconds after which the program is killed; 2 minutes unless told. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

export interface RunResult {
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ClusterTools {
  /** Runs the built command line tool; never rejects for a non-zero exit. */
  readonly runKubernixos: (args: readonly string[], options?: RunOptions) => Promise<RunResult>;
  /** Runs the control plane's own kubectl; never rejects for a non-zero exit. */
  readonly runKubectl: (args: readonly string[], options?: RunOptions) => Promise<RunResult>;
  /** Like runKubectl, but gives standard output and throws with standard error on failure. */
  readonly kubectl: (args: readonly string[], options?: RunOptions) => Promise<string>;
  /** Like kubectl, with `-o json` added and the output parsed. */
  readonly kubectlJson: (args: readonly string[], options?: RunOptions) => Promise<unknown>;
  /** The environment that the programs run in, for tests that start them by other means. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Path of the built command line tool. */
export const builtTool = resolve(import.meta.dirname, '../../dist/cli.js');

/** What a test does with one control plane: its kubectl and the built tool, both as its admin. */
export function clusterTools(plane: ControlPlaneDetails): ClusterTools {
  const environment = {
    KUBECONFIG: plane.kubeconfig,
    KUBECACHEDIR: join(plane.dir, 'kubectl-cache'),
    KUBERC: 'off',
    PATH: [plane.binaries, process.env['PATH'] ?? ''].join(delimiter),
    NO_COLOR: '1',
  };
  const run = (program: string, args: readonly string[], options: RunOptions = {}) =>
    runProgram(program, args, { ...options, env: { ...environment, ...options.env } });
  const runKubectl: ClusterTools['runKubectl'] = (args, options) =>
    run(join(plane.binaries, 'kubectl'), args, options);
  const kubectl: ClusterTools['kubectl'] = async (args, options) => {
    const result = await runKubectl(args, options);
    if (result.exitCode === 0) return result.stdout;
    throw new Error(`kubectl ${args.join(' ')}: ${result.stderr || result.stdout}`);
  };
  return {
    runKubernixos: (args, options) => run(process.execPath, [builtTool, ...args], options),
    runKubectl,
    kubectl,
    kubectlJson: async (args, options) =>
      JSON.parse(await kubectl([...args, '-o', 'json'], options)) as unknown,
    environment,
  };
}

/** Runs a program to its end and gives what it said, whatever its exit code. */
export async function runProgram(
  program: string,
  args: readonly string[],
  { cwd, env = {}, stdin, timeout = 120_000, signal }: RunOptions = {},
): Promise<RunResult> {
  const result = await execa(program, args, {
    ...(cwd === undefined ? {} : { cwd }),
    ...(stdin === undefined ? { stdin: 'ignore' as const } : { input: stdin }),
    ...(signal === undefined ? {} : { cancelSignal: signal }),
    env,
    timeout,
    reject: false,
    stripFinalNewline: false,
    maxBuffer: 512 * 1024 * 1024,
  });
  const { exitCode, stdout, stderr } = result;
  if (result instanceof Error && result.code === 'ENOENT') throw result;
  return { exitCode, signal: result.signal, stdout, stderr };
}
