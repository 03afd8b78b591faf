import { afterEach, expect, test } from 'vitest';
import { kubectl } from '../../../src/adapters/kubectl.ts';
import { Failure } from '../../../src/model/failure.ts';
import { fakeKubectlProgram } from '../../support/fake-kubectl-program.ts';
import { waitFor } from '../../support/wait-for.ts';

const never = new AbortController().signal;

const cleanups: (() => PromiseLike<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function open(script: string | null, global: readonly string[] = []) {
  const program = await fakeKubectlProgram(script);
  cleanups.push(() => program[Symbol.asyncDispose]());
  const heard: string[] = [];
  const listener = {
    onStdout: (line: string) => heard.push(`out: ${line}`),
    onStderr: (line: string) => heard.push(`err: ${line}`),
  };
  const onPrompt = (text: string) => heard.push(`prompt: ${text}`);
  const adapter = kubectl({ env: program.env, global, requestTimeout: null, onPrompt });
  const run = (args: readonly string[], input = '', signal = never) =>
    adapter.run(args, input, listener, signal);
  return { kubectl: { ...adapter, run }, program, heard };
}

async function failureOf(running: Promise<unknown>): Promise<Failure> {
  const error: unknown = await running.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  if (error instanceof Failure) return error;
  throw error;
}

test('feeds the input, and gives back what kubectl says and how it ended', async () => {
  const { kubectl, heard } = await open('cat; echo oh >&2; exit 3');
  expect(await kubectl.run(['apply'], 'manifests ü')).toEqual({
    exitCode: 3,
    stdout: 'manifests ü',
  });
  expect(heard).toEqual(['err: oh']);
});

test('passes on what kubectl says to people, in whole lines', async () => {
  const { kubectl, heard } = await open(
    `printf 'Code: \\303' >&2; sleep 0.2; printf '\\274\\nlast' >&2`,
  );
  await kubectl.run(['apply']);
  expect(heard).toEqual(['err: Code: ü', 'err: last']);
});

test('tells what kubectl had done when it was stopped', async () => {
  const { kubectl, heard } = await open('echo configmap/x created; printf half; exec sleep 60');
  const stop = new AbortController();
  const running = kubectl.run(['apply'], '', stop.signal);
  await waitFor(() => Promise.resolve(heard.length > 0));
  stop.abort('SIGINT');
  await expect(running).rejects.toBe('SIGINT');
  expect(heard).toEqual(['out: configmap/x created']);
});

test('passes the arguments untouched, and adds none to an apply', async () => {
  const { kubectl, program } = await open('exit 0', ['--context', 'x']);
  await kubectl.run(['apply', '-n', ' a b ', '--token=$(x)']);
  expect(await program.read('arguments')).toBe('apply\n-n\n a b \n--token=$(x)\n');
});

test('switches off the kuberc of the user', async () => {
  const { kubectl } = await open('printf %s "$KUBERC"');
  expect((await kubectl.run([])).stdout).toBe('off');
});

test('reads the configuration with the user’s flags', async () => {
  const view = JSON.stringify({
    'current-context': 'b',
    contexts: [{ name: 'b', context: { cluster: 'c', namespace: 'shop' } }, { name: 'bare' }],
    clusters: [{ name: 'c', cluster: { server: 'https://c:6443' } }],
  });
  const { kubectl, program } = await open(`echo '${view}'`, ['--kubeconfig=x']);
  expect(await kubectl.viewConfig(never)).toEqual({
    currentContext: 'b',
    contexts: [
      { name: 'b', cluster: 'c', namespace: 'shop' },
      { name: 'bare', cluster: '', namespace: null },
    ],
    clusters: [{ name: 'c', server: 'https://c:6443' }],
    prompts: false,
    inCluster: null,
  });
  expect(await program.read('arguments')).toBe('config\nview\n-o\njson\n--kubeconfig=x\n');
});

test.each([
  ['{}', false],
  ['{"token":"x"}', false],
  ['{"exec":{"command":"login"}}', true],
  ['{"auth-provider":{"name":"oidc"}}', true],
])('a user %s has a program that may ask people: %s', async (user, prompts) => {
  const { kubectl } = await open(`echo '{"users":[{"name":"a","user":${user}}]}'`);
  expect(await kubectl.viewConfig(never)).toMatchObject({ prompts });
});

test('takes an empty configuration for none', async () => {
  const { kubectl } = await open(`echo '{"contexts":null,"clusters":null,"current-context":""}'`);
  expect(await kubectl.viewConfig(never)).toMatchObject({ contexts: [], clusters: [] });
});

test('says which configuration kubectl cannot read', async () => {
  const { kubectl } = await open('echo "error: error loading config file \\"x\\"" >&2; exit 1');
  const failure = await failureOf(kubectl.viewConfig(never));
  expect([failure.code, failure.message]).toEqual([
    'kubeconfig-unreadable',
    'kubectl cannot read its configuration: error loading config file "x"',
  ]);
});

test('says that kubectl is missing', async () => {
  const { kubectl } = await open(null);
  expect((await failureOf(kubectl.run(['apply'], 'x'))).code).toBe('kubectl-missing');
  expect((await failureOf(kubectl.viewConfig(never))).code).toBe('kubectl-missing');
});

test('passes on what an exec plugin asks while the connection opens', async () => {
  const { kubectl, heard } = await open("echo 'Enter CODE' >&2; echo 'error: no' >&2; exit 1");
  expect((await failureOf(kubectl.connect([], never))).code).toBe('proxy-failed');
  expect(heard).toEqual(['prompt: Enter CODE\n']);
});
