import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { runProgram, type RunResult } from '../../support/cluster-tools.ts';

const bootstrap = resolve(import.meta.dirname, '../../bootstrap');

/** A machine that has only the programs that are put on it. */
export interface BareMachine {
  readonly cache: string;
  readonly env: { readonly PATH: string; readonly HOME: string };
  /** Puts a shell script on PATH. */
  readonly addProgram: (name: string, script: string) => Promise<void>;
  /** Lines that programs wrote to the file $CALLS. */
  readonly calls: () => Promise<readonly string[]>;
  /** Runs one step of the bootstrap, such as `provideNix` of nix.mjs, and prints what it gives. */
  readonly runStep: (file: string, step: string, env?: NodeJS.ProcessEnv) => Promise<RunResult>;
  /** The same without waiting for its end. */
  readonly startStep: (file: string, step: string) => ChildProcess;
}

export async function createBareMachine(): Promise<BareMachine> {
  const dir = await mkdtemp(join(tmpdir(), 'kubernixos-bare-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true, maxRetries: 5 }));
  const [bin, cache, log] = [join(dir, 'bin'), join(dir, 'cache'), join(dir, 'calls')];
  await mkdir(bin);
  await symlink(await locate('flock'), join(bin, 'flock'));
  const env = {
    PATH: bin,
    HOME: dir,
    XDG_CACHE_HOME: cache,
    CALLS: log,
    KUBEBUILDER_ASSETS: undefined,
  };
  const addProgram = async (name: string, script: string) => {
    // The scripts themselves may use the real machine's programs.
    const path = process.env['PATH'] ?? '';
    await writeFile(join(bin, name), `#!/bin/sh\nPATH='${path}'\n${script}`);
    await chmod(join(bin, name), 0o755);
  };
  return {
    cache,
    env,
    addProgram,
    calls: async () => (await readFile(log, 'utf8').catch(() => '')).split('\n').filter(Boolean),
    runStep: (file, step, more = {}) =>
      runProgram(process.execPath, stepArguments(file, step), { env: { ...env, ...more } }),
    startStep: (file, step) =>
      spawn(process.execPath, stepArguments(file, step), { env, stdio: 'ignore' }),
  };
}

function stepArguments(file: string, step: string): readonly string[] {
  const program = `
    import { ${step} } from ${JSON.stringify(join(bootstrap, file))};
    try {
      console.log(await ${step}());
    } catch (error) {
      console.error(error.name + ': ' + error.message);
      process.exitCode = 1;
    }`;
  return ['--input-type=module', '--eval', program];
}

async function locate(name: string): Promise<string> {
  const { stdout } = await runProgram('sh', ['-c', `command -v ${name}`], {
    env: { PATH: [process.env['PATH'], '/usr/bin'].join(delimiter) },
  });
  return stdout.trim();
}
