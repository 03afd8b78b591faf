import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { connectThroughProxy } from '../../../src/adapters/kubectl-proxy.ts';
import { Failure } from '../../../src/model/failure.ts';
import type { KubeConnection } from '../../../src/ports/kubectl.ts';
import { TYPES } from '../../support/builders.ts';
import { type ApiAnswer, fakeApiServer, refusal } from '../../support/fake-api-server.ts';
import { type FakeKubectlProgram, fakeKubectlProgram } from '../../support/fake-kubectl-program.ts';
import { waitFor } from '../../support/wait-for.ts';

const never = new AbortController().signal;

const cleanups: (() => PromiseLike<void>)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

interface Scene {
  readonly program: FakeKubectlProgram;
  readonly connect: (signal?: AbortSignal, readyMilliseconds?: number) => Promise<KubeConnection>;
  /** What people were told. */
  readonly told: () => string;
}

/** A kubectl of this script. */
async function kubectl(script: string | null, env: Record<string, string> = {}): Promise<Scene> {
  const program = await fakeKubectlProgram(script, env);
  cleanups.push(() => program[Symbol.asyncDispose]());
  vi.stubEnv('TMPDIR', program.temporary);
  let told = '';
  const settings = {
    env: program.env,
    global: ['--context', 'x'],
    onPrompt: (text: string) => {
      told += text;
    },
    loginMilliseconds: 1500,
  };
  return {
    program,
    connect: (signal = never, readyMilliseconds = 20_000) =>
      connectThroughProxy({ ...settings, readyMilliseconds }, signal),
    told: () => told,
  };
}

/** A kubectl whose proxy leads to a server that answers so, or never. */
async function proxyTo(answer: ApiAnswer | Promise<never>): Promise<Scene> {
  const server = await fakeApiServer(() => answer);
  cleanups.push(() => server[Symbol.asyncDispose]());
  return kubectl('ln -s "$SERVER" "$socket" && exec sleep 60', { SERVER: server.socketPath });
}

const VERSION: ApiAnswer = { json: { major: '1', minor: '36' } };

async function failureOf(running: Promise<unknown>): Promise<Failure> {
  const error: unknown = await running.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  if (error instanceof Failure) return error;
  throw error;
}

async function isAlive(program: FakeKubectlProgram): Promise<boolean> {
  try {
    process.kill(Number(await program.read('pid')), 0);
    return true;
  } catch {
    return false;
  }
}

test.each<[string, ApiAnswer]>([
  ['200', VERSION],
  ['403, for clusters that show their version to nobody', refusal(403, 'Forbidden', 'no')],
])('opens a server that answers %s', async (_, answer) => {
  const { connect } = await proxyTo(answer);
  await using connection = await connect();
  expect((await connection.api.isReady(TYPES.Namespace, 'x', never)).ok).toBe(answer === VERSION);
});

test.each([429, 503])('asks again where the server answers %s at first', async (status) => {
  let asked = 0;
  const server = await fakeApiServer(() => ((asked += 1) > 1 ? VERSION : { status, text: '' }));
  cleanups.push(() => server[Symbol.asyncDispose]());
  const { connect } = await kubectl(serve, { SERVER: server.socketPath });
  await using connection = await connect();
  expect(connection.api).toBeDefined();
  expect(asked).toBe(2);
});

test('starts kubectl with the user’s flags and a socket in a directory of ours alone', async () => {
  const { connect, program } = await proxyTo(VERSION);
  await using connection = await connect();
  expect(connection.api).toBeDefined();
  const [verb, socket, ...rest] = (await program.read('arguments')).trim().split('\n');
  expect([verb, ...rest]).toEqual([
    'proxy',
    '--reject-paths=^$',
    '--append-server-path',
    '--context',
    'x',
  ]);
  const directory = dirname(String(socket).replace('--unix-socket=', ''));
  expect(directory.startsWith(program.temporary)).toBe(true);
  expect((await stat(directory)).mode & 0o777).toBe(0o700);
});

test('ends kubectl, and removes the socket, when the connection is given up', async () => {
  const { connect, program } = await proxyTo(VERSION);
  const connection = await connect();
  expect(await isAlive(program)).toBe(true);
  await connection[Symbol.asyncDispose]();
  expect(await isAlive(program)).toBe(false);
  expect(await readdir(program.temporary)).toEqual([]);
});

test('outlasts Ctrl-C, which reaches every process of the terminal', async () => {
  const { connect, program } = await proxyTo(VERSION);
  await using connection = await connect();
  expect(connection.api).toBeDefined();
  const status = await readFile(`/proc/${(await program.read('pid')).trim()}/status`, 'utf8');
  const ignored = Number.parseInt(/^SigIgn:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0', 16);
  const interrupt = 1 << (2 - 1);
  expect(ignored & interrupt).toBe(interrupt);
});

test.each<[string, string | null, string, string]>([
  ['is missing', null, 'kubectl-missing', 'kubectl is not on PATH'],
  [
    'ends early',
    'echo "error: context \\"x\\" does not exist" >&2; exit 1',
    'proxy-failed',
    'kubectl cannot open the API server: context "x" does not exist',
  ],
  ['ends without a word', 'exit 3', 'proxy-failed', 'kubectl cannot open the API server: exit 3'],
  ['asks for a password', 'echo EOF >&2; exit 1', 'no-credentials', 'has no credentials'],
])('says so where kubectl %s, and leaves nothing behind', async (_, script, code, message) => {
  const { connect, program } = await kubectl(script);
  const failure = await failureOf(connect());
  expect(failure.code).toBe(code);
  expect(failure.message).toContain(message);
  expect(await readdir(program.temporary)).toEqual([]);
});

test.each<[string, ApiAnswer, string, string]>([
  ['401', refusal(401, 'Unauthorized', 'Unauthorized'), 'unauthorized', '401 Unauthorized'],
  [
    '502 of the proxy itself',
    { status: 502, text: 'dial tcp 127.0.0.1:6443: connect: connection refused' },
    'server-unreachable',
    'dial tcp 127.0.0.1:6443',
  ],
  ['500 without a word', { status: 500, text: '' }, 'server-unreachable', 'HTTP 500'],
  [
    'with a broken connection',
    (response) => response.destroy(),
    'server-unreachable',
    'the connection to kubectl proxy broke',
  ],
])(
  'says so where the server answers %s, and leaves nothing behind',
  async (_, answer, code, message) => {
    const { connect, program } = await proxyTo(answer);
    const failure = await failureOf(connect());
    expect(failure.code).toBe(code);
    expect(failure.message).toContain(message);
    expect(await isAlive(program)).toBe(false);
    expect(await readdir(program.temporary)).toEqual([]);
  },
);

test.each([
  ['never listens', () => kubectl('exec sleep 60')],
  ['never answers', () => proxyTo(new Promise<never>(() => undefined))],
])('gives up a proxy that %s, and leaves nothing behind', async (_, scene) => {
  const { connect, program } = await scene();
  const failure = await failureOf(connect(never, 500));
  expect([failure.code, failure.message]).toEqual([
    'server-unreachable',
    'the API server cannot be reached: no answer within 0.5 seconds',
  ]);
  expect(await isAlive(program)).toBe(false);
  expect(await readdir(program.temporary)).toEqual([]);
});

test('an interruption while it waits ends kubectl, and is passed on', async () => {
  const { connect, program } = await kubectl('exec sleep 60');
  const interruption = new AbortController();
  const settled = connect(interruption.signal).catch((reason: unknown) => reason);
  await waitFor(() => isAlive(program), { interval: 10, what: 'kubectl to start' });
  const reason = new Error('SIGINT');
  interruption.abort(reason);
  expect(await settled).toBe(reason);
  expect(await isAlive(program)).toBe(false);
  expect(await readdir(program.temporary)).toEqual([]);
});

test('finds room for the socket where the name of the temporary directory is long', async () => {
  const { connect, program } = await proxyTo(VERSION);
  vi.stubEnv('TMPDIR', `${program.temporary}/${'x'.repeat(120)}`);
  await using connection = await connect();
  expect(connection.api).toBeDefined();
});

const LOGIN = "printf 'Open https://login.example.com and enter CODE: ' >&2";
const LOG = `echo 'E1120 15:55:59.655881   12345 proxy_server.go:147] Error while proxying' >&2`;
const serve = 'ln -s "$SERVER" "$socket" && exec sleep 60';

async function serverOf(answer: ApiAnswer): Promise<Record<string, string>> {
  const server = await fakeApiServer(() => answer);
  cleanups.push(() => server[Symbol.asyncDispose]());
  return { SERVER: server.socketPath };
}

test('passes on where to log in, and waits longer for who does so', async () => {
  const env = await serverOf(VERSION);
  const { connect, told } = await kubectl(`${LOGIN}; ${LOG}; sleep 0.8; ${serve}`, env);
  const connecting = connect(never, 300);
  await waitFor(() => told().includes('enter CODE: '), { interval: 10 });
  await using connection = await connecting;
  expect(connection.api).toBeDefined();
});

test('waits for a login, but not for ever', async () => {
  const { connect } = await kubectl(`${LOGIN}; exec sleep 60`);
  expect((await failureOf(connect(never, 300))).message).toContain('no answer within 1.5 seconds');
});

test('takes the log of kubectl for no login', async () => {
  const { connect, told } = await kubectl(`${LOG}; exec sleep 60`);
  expect((await failureOf(connect(never, 300))).message).toContain('no answer within 0.3 seconds');
  expect(told()).toBe('');
});

test('is silent once the server has answered', async () => {
  const script = `${LOGIN}; ln -s "$SERVER" "$socket"; sleep 0.3; echo later >&2; exec sleep 60`;
  const { connect, told, program } = await kubectl(script, await serverOf(VERSION));
  await using connection = await connect();
  await sleep(600);
  expect(connection.api).toBeDefined();
  expect(await isAlive(program)).toBe(true);
  expect(told()).toBe('Open https://login.example.com and enter CODE: ');
});

test('tells an error that ends kubectl once, in the failure', async () => {
  const { connect, told } = await kubectl(`${LOGIN}; echo >&2; echo 'error: no' >&2; exit 1`);
  expect((await failureOf(connect())).message).toBe('kubectl cannot open the API server: no');
  expect(told()).toBe('Open https://login.example.com and enter CODE: \n');
});
