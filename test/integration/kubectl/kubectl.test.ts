import { afterEach, expect, test } from 'vitest';
import { kubectl } from '../../../src/adapters/kubectl.ts';
import { Failure } from '../../../src/model/failure.ts';
import { fakeKubectlProgram } from '../../support/fake-kubectl-program.ts';

const never = new AbortController().signal;

const cleanups: (() => PromiseLike<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function open(script: string | null, global: readonly string[] = []) {
  const program = await fakeKubectlProgram(script);
  cleanups.push(() => program[Symbol.asyncDispose]());
  const heard: string[] = [];
  const onStderr = (text: string) => heard.push(text);
  return { kubectl: kubectl({ env: program.env, global, onStderr }), program, heard };
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
  const { kubectl } = await open('cat; echo oh >&2; exit 3');
  expect(await kubectl.run(['apply'], 'manifests ü', never)).toEqual({
    exitCode: 3,
    stdout: 'manifests ü',
    stderr: 'oh\n',
  });
});

test('passes on what kubectl says to people as it comes, whole characters at a time', async () => {
  const { kubectl, heard } = await open(
    `printf 'Code: \\303' >&2; sleep 0.2; printf '\\274\\n' >&2`,
  );
  await kubectl.run(['apply'], '', never);
  expect(heard.join('')).toBe('Code: ü\n');
});

test('passes the arguments untouched, and adds none to an apply', async () => {
  const { kubectl, program } = await open('exit 0', ['--context', 'x']);
  await kubectl.run(['apply', '-n', ' a b ', '--token=$(x)'], '', never);
  expect(await program.read('arguments')).toBe('apply\n-n\n a b \n--token=$(x)\n');
});

test('switches off the kuberc of the user', async () => {
  const { kubectl } = await open('printf %s "$KUBERC"');
  expect((await kubectl.run([], '', never)).stdout).toBe('off');
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
    inCluster: null,
  });
  expect(await program.read('arguments')).toBe('config\nview\n-o\njson\n--kubeconfig=x\n');
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
  expect((await failureOf(kubectl.run(['apply'], 'x', never))).code).toBe('kubectl-missing');
  expect((await failureOf(kubectl.viewConfig(never))).code).toBe('kubectl-missing');
});
