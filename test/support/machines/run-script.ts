import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runProgram, type RunResult } from '../cluster-tools.ts';

const scripts = join(import.meta.dirname, '../../../lib/machine/scripts');

/** A script of a node, with stand-ins for the programs that it starts. */
export interface Script {
  readonly directory: string;
  readonly run: (env: Readonly<Record<string, string>>) => Promise<RunResult>;
  /** What a stand-in wrote by `record`, in the order of its calls. */
  readonly recorded: () => Promise<string>;
}

/**
 * `programs` are bodies of shell scripts by name. In them `record` adds a line to what is recorded,
 * and `$OWN` is the directory of the test.
 */
export async function makeScript(
  name: string,
  programs: Readonly<Record<string, string>>,
): Promise<Script> {
  const directory = await mkdtemp(join(tmpdir(), 'kubernixos-script-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const bin = join(directory, 'bin');
  await mkdir(bin);
  for (const [program, body] of Object.entries(programs)) await put(join(bin, program), body);
  await put(join(bin, 'kubernixos-node-ready'), `exec bash ${join(scripts, 'node-ready.sh')}`);
  return {
    directory,
    run: (env) =>
      runProgram('/bin/bash', [join(scripts, `${name}.sh`)], {
        env: { PATH: `${bin}:/usr/bin:/bin`, OWN: directory, ...env },
      }),
    recorded: () => readFile(join(directory, 'recorded'), 'utf8').catch(() => ''),
  };
}

const RECORD = `record() { printf '%s\\n' "$*" >> "$OWN/recorded"; }`;

async function put(path: string, body: string): Promise<void> {
  await writeFile(path, `#!/bin/bash\n${RECORD}\n${body}\n`);
  await chmod(path, 0o755);
}

/** A kubectl that has these nodes, ready or not. */
export function fakeKubectl(nodes: Readonly<Record<string, string>>): string {
  const lines = Object.entries(nodes).map(
    ([name, ready]) => `'get node ${name} '*) printf '%s' '${ready}' ;;`,
  );
  const names = Object.keys(nodes).map((name) => `${name}\\n`);
  return [
    `case "$*" in`,
    `'get nodes '*) printf '${names.join('')}' ;;`,
    ...lines,
    `*) echo "no such node: $*" >&2; exit 1 ;;`,
    `esac`,
  ].join('\n');
}
