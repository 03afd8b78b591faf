import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runSupervised, startSupervised } from '../../../src/adapters/supervise.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'supervise-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

const env = process.env;
const never = new AbortController().signal;

function shell(script: string): { command: string; args: string[]; env: NodeJS.ProcessEnv } {
  return { command: 'sh', args: ['-c', script], env };
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The processes whose environment carries the marker, by /proc. */
async function marked(marker: string): Promise<string[]> {
  const script = `for p in /proc/[0-9]*; do
    if tr '\\0' '\\n' <$p/environ 2>/dev/null | grep -q '^MARKER=${marker}$'; then
      grep -q '^State:.Z' $p/status 2>/dev/null || tr '\\0' ' ' <$p/cmdline; echo
    fi
  done`;
  const result = await runSupervised(shell(script), never);
  if (result.type === 'missing') throw new Error('no sh');
  return new TextDecoder().decode(result.stdout).split('\n').filter(Boolean);
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let round = 0; round < 200; round += 1) {
    if (await condition()) return;
    await sleep(50);
  }
  throw new Error('still not so after 10 s');
}

test.each([
  ['exit 0', { exitCode: 0, signal: null }],
  ['exit 3', { exitCode: 3, signal: null }],
  ['exit 127', { exitCode: 127, signal: null }],
  ['kill -KILL $$', { exitCode: 137, signal: 'SIGKILL' }],
  ['kill -TERM $$', { exitCode: 143, signal: 'SIGTERM' }],
])('passes on how "%s" ended', async (script, expected) => {
  expect(await runSupervised(shell(script), never)).toMatchObject({ type: 'exited', ...expected });
});

test('tells a missing command from one that exits with 127', async () => {
  const command = { command: 'no-such-command', args: [], env };
  expect(await runSupervised(command, never)).toEqual({ type: 'missing' });
  expect(await startSupervised(command).exited).toEqual({ type: 'missing' });
});

test('keeps standard output and standard error apart, byte for byte', async () => {
  const result = await runSupervised(shell(`printf 'a\\377\\n\\n'; printf 'b' >&2`), never);
  expect(result).toMatchObject({
    stdout: Uint8Array.of(97, 255, 10, 10),
    stderr: Uint8Array.of(98),
  });
});

test('gives the command the environment and nothing else', async () => {
  const command = { command: 'env', args: [], env: { PATH: env['PATH'], ONE: '1' } };
  const result = await runSupervised(command, never);
  const lines = result.type === 'missing' ? '' : new TextDecoder().decode(result.stdout);
  expect(
    lines
      .trim()
      .split('\n')
      .filter((line) => !/^(PWD|OLDPWD|SHLVL|_)=/.test(line))
      .sort(),
  ).toEqual(['ONE=1', `PATH=${String(env['PATH'])}`]);
});

test('carries 10 MB in and out at once', async () => {
  const text = 'x'.repeat(10_000_000);
  const program = `process.stdin.on('data', (data) => {
    process.stdout.write(data);
    process.stderr.write(data);
  })`;
  const echo = { command: process.execPath, args: ['-e', program], env };
  const result = await runSupervised({ ...echo, stdin: { text } }, never);
  expect(result.type === 'exited' && [result.stdout.length, result.stderr.length]).toEqual([
    text.length,
    text.length,
  ]);
});

test.each(['exit 4', 'exec 0<&-; exit 4'])(
  'does not mind a command that leaves its input unread: %s',
  async (script) => {
    const text = 'x'.repeat(10_000_000);
    const result = await runSupervised({ ...shell(script), stdin: { text } }, never);
    expect(result).toMatchObject({ exitCode: 4 });
  },
);

test('kills what does not heed TERM, when its time of grace is over', async () => {
  const ready = Promise.withResolvers<null>();
  const child = startSupervised({
    ...shell("trap '' TERM; echo ready >&2; while :; do sleep 0.1; done"),
    graceSeconds: 1,
    onStderr: () => {
      ready.resolve(null);
    },
  });
  await ready.promise;
  await child.stop();
  expect(await child.exited).toMatchObject({ exitCode: 137, signal: 'SIGKILL' });
});

test('ends the input at once where there is none', async () => {
  expect(await runSupervised(shell('cat'), never)).toMatchObject({ exitCode: 0 });
});

test('does not wait for a grandchild that keeps the output open', async () => {
  const result = await runSupervised(shell('echo done; sleep 20 & echo $! >&2'), never);
  const [stdout, stderr] = result.type === 'missing' ? [] : [result.stdout, result.stderr];
  process.kill(Number(new TextDecoder().decode(stderr)));
  expect(new TextDecoder().decode(stdout)).toBe('done\n');
});

test('stops the command and rejects with the reason when the signal aborts', async () => {
  const controller = new AbortController();
  const file = join(directory, 'pid');
  const running = runSupervised(
    shell(`echo $$ >${file}.new; mv ${file}.new ${file}; exec sleep 60`),
    controller.signal,
  );
  const settled = running.catch((error: unknown) => error);
  await until(() => existsSync(file));
  const reason = new Error('enough');
  controller.abort(reason);
  expect(await settled).toBe(reason);
});

test('does not start anything once the signal has aborted', async () => {
  const reason = new Error('enough');
  const command = shell(`touch ${directory}/started`);
  await expect(runSupervised(command, AbortSignal.abort(reason))).rejects.toBe(reason);
  expect(existsSync(join(directory, 'started'))).toBe(false);
});

test('leaves no process behind when the command ends by itself', async () => {
  const marker = `natural-${String(process.pid)}`;
  await runSupervised({ ...shell('exit 0'), env: { ...env, MARKER: marker } }, never);
  expect(await marked(marker)).toEqual([]);
});

test('removes the directory when the command ends, when it is stopped, and when it is missing', async () => {
  for (const [name, end] of [
    ['a', 'exit 0'],
    ['b', 'exec sleep 60'],
    ['c', null],
  ] as const) {
    const removeDirectory = join(directory, name);
    const command = end === null ? { command: 'no-such-command', args: [], env } : shell(end);
    const made = `mkdir '${removeDirectory}' && touch '${removeDirectory}/socket'`;
    await runSupervised(shell(made), never);
    const started = startSupervised({ ...command, removeDirectory });
    await (name === 'b' ? started.stop() : started.exited);
    expect(existsSync(removeDirectory)).toBe(false);
  }
});

test('keeps the last of standard error, and shows it as it comes', async () => {
  let seen = 0;
  const started = startSupervised({
    ...shell(`i=0; while [ $i -lt 2000 ]; do echo line $i >&2; i=$((i+1)); done`),
    onStderr: (chunk) => (seen += chunk.length),
  });
  await started.exited;
  expect(started.stderrTail()).toMatch(/line 1999\n$/);
  expect(started.stderrTail().length).toBe(4096);
  expect(seen).toBe(18890);
});

test('can outlast Ctrl-C', async () => {
  const script = 'kill -INT $$; echo alive';
  expect(await runSupervised(shell(script), never)).toMatchObject({ signal: 'SIGINT' });
  expect(await runSupervised({ ...shell(script), ignoreInterrupt: true }, never)).toMatchObject({
    exitCode: 0,
    stdout: new TextEncoder().encode('alive\n'),
  });
});

test.each([
  ['ends at TERM', ''],
  ['must be killed', `trap "" TERM;`],
])('takes a child that %s with a killed parent', { timeout: 20_000 }, async (_, prelude) => {
  const marker = `killed-${String(process.pid)}-${String(prelude.length)}`;
  const socket = join(directory, 'socket');
  const pid = join(directory, 'pid');
  const supervise = new URL('../../../src/adapters/supervise.ts', import.meta.url).href;
  const program = join(directory, 'parent.mjs');
  writeFileSync(
    program,
    `import { startSupervised } from ${JSON.stringify(supervise)};
     import { mkdirSync } from 'node:fs';
     mkdirSync(${JSON.stringify(socket)});
     startSupervised({
       command: 'sh',
       args: ['-c', ${JSON.stringify(`${prelude} echo $$ >${pid}.new; mv ${pid}.new ${pid}; while :; do sleep 0.2; done`)}],
       env: { ...process.env, MARKER: ${JSON.stringify(marker)} },
       removeDirectory: ${JSON.stringify(socket)},
     });`,
  );
  const parent = spawn(process.execPath, [program], { stdio: ['ignore', 'ignore', 'inherit'] });
  await until(() => existsSync(pid));
  const closed = once(parent, 'close');
  parent.kill('SIGKILL');
  await closed;
  await until(async () => (await marked(marker)).length === 0);
  expect(existsSync(socket)).toBe(false);
});

test('a stopped process is gone when stop resolves', async () => {
  const started = startSupervised({ command: 'sleep', args: ['60'], env });
  await started.stop();
  expect(started.pid !== undefined && alive(started.pid)).toBe(false);
  expect(await started.exited).toMatchObject({ signal: 'SIGTERM' });
  await started.stop();
});

const long = 'x'.repeat(4_000_000);

test.each([
  ['arguments that are too long', { ...shell('true'), args: [long] }, 'spawn E2BIG'],
  ['a directory that is not there', { ...shell('true'), cwd: '/nowhere' }, 'ENOENT'],
])('says that the system refuses %s, and clears away', async (_, command, reason) => {
  const own = join(directory, 'own');
  mkdirSync(own);
  const child = startSupervised({ ...command, removeDirectory: own });
  await expect(child.exited).rejects.toThrow(/^sh cannot be started: .*/);
  await expect(child.exited).rejects.toThrow(reason);
  await expect(child.stop()).rejects.toThrow(reason);
  expect(existsSync(own)).toBe(false);
  await expect(runSupervised(command, never)).rejects.toThrow(reason);
});
