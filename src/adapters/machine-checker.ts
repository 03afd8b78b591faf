import { mkdir, rm, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { GeneratedUnit } from '../model/machine-check.ts';
import type { MachineChecker, ProgramVerdict } from '../ports/machine-checker.ts';
import { runBounded } from './bounded-run.ts';
import { makeTemporaryDirectory } from './temporary-directory.ts';

type Variables = Readonly<Record<string, string | undefined>>;

const BOUNDS = { timeoutMilliseconds: 30_000, mostBytes: 1024 * 1024 };

/** The programs that are on PATH. */
export function createMachineChecker(env: Variables): MachineChecker {
  return {
    ignition: (text, signal) =>
      inDirectory(async (directory) => {
        const file = join(directory, 'node.ign');
        await writeFile(file, text);
        return runChecker(env, 'ignition-validate', [file], signal);
      }),
    units: (units, signal) => {
      const strange = namesOf(units).find((name) => !isFileName(name));
      if (strange !== undefined)
        return Promise.resolve({
          type: 'failed',
          reason: `${JSON.stringify(strange)} is no name of a unit or of an addition to one`,
        });
      return inDirectory(async (directory) => {
        const names: string[] = [];
        for (const unit of units)
          if (await writeUnit(directory, unit)) names.push(join(directory, unit.name));
        if (names.length === 0) return { type: 'said', lines: [] };
        // What they want of the system is looked for here, after them.
        const path = { ...env, SYSTEMD_UNIT_PATH: `${directory}:` };
        const args = ['verify', '--man=no', ...names];
        return withoutForeign(await runChecker(path, 'systemd-analyze', args, signal), directory);
      });
    },
  };
}

function namesOf(units: readonly GeneratedUnit[]): readonly string[] {
  return units.flatMap(({ name, dropins }) => [name, ...dropins.map((dropin) => dropin.name)]);
}

/** Whether it is a name in a directory, whatever the description says: nothing is written outside of ours. */
function isFileName(name: string): boolean {
  return /^[^/\0]+$/.test(name) && name !== '.' && name !== '..' && Buffer.byteLength(name) < 254;
}

/**
 * What the system of the node brings is not here, and something else of its kind stands for it; false
 * where nothing can.
 */
async function writeUnit(
  directory: string,
  { name, contents, dropins }: GeneratedUnit,
): Promise<boolean> {
  const text = contents ?? STAND_INS.get(extname(name));
  if (text === undefined) return false;
  await writeFile(join(directory, name), text);
  if (dropins.length > 0) await mkdir(join(directory, `${name}.d`));
  for (const dropin of dropins)
    await writeFile(join(directory, `${name}.d`, dropin.name), dropin.contents);
  return true;
}

const STAND_INS: ReadonlyMap<string, string> = new Map([
  ['.service', '[Service]\nExecStart=/bin/true\n'],
  ['.socket', '[Socket]\nListenStream=1\n'],
  ['.timer', '[Timer]\nOnBootSec=1\n'],
  ['.path', '[Path]\nPathExists=/\n'],
  ['.target', '[Unit]\n'],
  ['.slice', '[Slice]\n'],
]);

async function inDirectory(
  run: (directory: string) => Promise<ProgramVerdict>,
): Promise<ProgramVerdict> {
  const directory = await makeTemporaryDirectory('kubernixos-units-');
  try {
    return await run(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function runChecker(
  env: Variables,
  command: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<ProgramVerdict> {
  const result = await runBounded({ command, args, env }, BOUNDS, signal);
  if (result.type === 'missing') return { type: 'missing' };
  if (result.type !== 'exited')
    return { type: 'failed', reason: `${command} took too long, or said too much` };
  const lines = linesOf(`${result.stdout}\n${result.stderr}`);
  return result.exitCode !== 0 && lines.length === 0
    ? { type: 'failed', reason: `${command} ended with ${String(result.exitCode)}` }
    : { type: 'said', lines };
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

/**
 * Programs of the node are not here, and this machine's own units are none of our business; the names
 * of files are shown without the directory.
 */
function withoutForeign(verdict: ProgramVerdict, directory: string): ProgramVerdict {
  if (verdict.type !== 'said') return verdict;
  const own = verdict.lines
    .filter((line) => !/ Command \S+ is not executable: No such file or directory$/.test(line))
    .filter((line) => !/^\/(?:usr\/)?(?:lib|etc)\/systemd\//.test(line))
    .map((line) => line.replaceAll(`${directory}/`, ''));
  return { type: 'said', lines: own };
}
