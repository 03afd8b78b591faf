import { execa } from 'execa';
import { once } from 'node:events';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { ownRun } from '../../../src/adapters/own-run.ts';

const isLinux = existsSync('/proc/self/ns/pid');

test('no two runs have the same identity, and it names the process', () => {
  const [one, other] = [ownRun(), ownRun()];
  expect(one.identity).not.toBe(other.identity);
  expect(one.identity).toMatch(new RegExp(`^\\S+@\\S+ pid ${String(process.pid)} [0-9a-f]{8}$`));
});

test.runIf(isLinux)('a process that runs is not gone', () => {
  const run = ownRun();
  expect(run.process).toMatch(/^[0-9a-f]{32}\/\d+\/\d+$/);
  expect(run.isGone(run.process ?? '')).toBe(false);
});

/** The same process as other runs would name it, but for one part. */
function alike(change: {
  readonly machine?: string;
  readonly id?: string;
  readonly began?: string;
}): string {
  const [machine, id, began] = (ownRun().process ?? '').split('/');
  return Object.values({ machine, id, began, ...change }).join('/');
}

test.runIf(isLinux)('a process whose id belongs to another by now is gone', () => {
  expect(ownRun().isGone(alike({ began: '1' }))).toBe(true);
});

test.runIf(isLinux)('a process that has ended is gone', async () => {
  const child = spawn('true');
  await once(child, 'exit');
  expect(ownRun().isGone(alike({ id: String(child.pid) }))).toBe(true);
});

test.runIf(isLinux)('a process whose end nobody has looked at is gone', async () => {
  // A shell that has become `sleep` does not look after the children that it had.
  const parent = execa('sh', ['-c', 'true & echo $!; exec sleep 60'], { reject: false });
  onTestFinished(async () => {
    parent.kill('SIGKILL');
    await parent;
  });
  const line = await new Promise<string>((resolve) => {
    parent.stdout.once('data', (chunk: Buffer) => {
      resolve(chunk.toString().trim());
    });
  });
  await expect.poll(() => ownRun().isGone(alike({ id: line })), { timeout: 10_000 }).toBe(true);
});

/** Starts a program whose /proc still tells of the processes outside. */
const STRANGE_PROC = ['unshare', '--user', '--map-root-user', '--pid', '--fork'] as const;

const canUnshare = spawnSync(STRANGE_PROC[0], [...STRANGE_PROC.slice(1), 'true']).status === 0;

test.runIf(isLinux && canUnshare)(
  'no process is told where /proc is that of another process namespace',
  async () => {
    const source = new URL('../../../src/adapters/own-run.ts', import.meta.url).href;
    const code = `import { ownRun } from '${source}'; console.log(ownRun().process);`;
    const node = [process.execPath, '--input-type=module', '--eval', code];
    const [command, ...args] = [...STRANGE_PROC, ...node];
    const { stdout } = await execa(command, args);
    expect(stdout).toBe('null');
  },
);

test.each([
  ['of another machine', () => alike({ machine: 'elsewhere', id: '1' })],
  ['that tells nothing', () => ''],
  ['with an id that is none', () => alike({ id: '-1' })],
])('nothing is known of a process %s', (_, name) => {
  expect(ownRun().isGone(name())).toBe(false);
});
