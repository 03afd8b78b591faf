import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import type { RunOptions, RunResult } from '../../support/cluster-tools.ts';
import { chooseFreePorts } from '../../support/free-ports.ts';
import { thorough } from '../main/thorough.ts';
import {
  listenSilently,
  pathWith,
  pathWithFake,
  realCluster,
  writeKubeconfig,
} from './bad-machines.ts';
import { badModules } from './bad-modules.ts';
import { deployFirst, type Deployed } from './deployed.ts';

const deploy = ['apply', 'prune', '--yes'];
const plane = inject('controlPlane');

let deployed: Deployed;
let directory: string;
let before: object;

beforeAll(async () => {
  deployed = await deployFirst('faults-bad-input');
  directory = deployed.hostgroup.dir;
  await deployed.write({ manifests: deployed.next });
  await writeFile(join(directory, 'latin1.txt'), Buffer.from('caf\xe9', 'latin1'));
  before = await deployed.state();
});

afterEach(async () => {
  expect(await deployed.state()).toEqual(before);
});

afterAll(() => deployed.remove());

test.each(badModules)('refuses $what', async ({ text, error }) => {
  const file = join(directory, 'bad.nix');
  await writeFile(file, text);
  await deployed.write({ manifests: deployed.next, modules: ['./bad.nix'] });
  onTestFinished(() => deployed.write({ manifests: deployed.next }));

  const result = await deployed.fails(deploy);

  const expected = error.replaceAll('FILE', file).replaceAll('SERVER', plane.server);
  expect(firstError(result).slice(0, expected.length)).toBe(expected);
  expect(result.stdout).toBe('');
});

interface BadMachine {
  readonly what: string;
  /** The first line of the error. */
  readonly error: string | RegExp;
  /** What the rest of the error holds. */
  readonly hint: string;
  readonly env?: () => Promise<NonNullable<RunOptions['env']>>;
  readonly args?: readonly string[];
}

const token = 'a-token-that-is-wrong';
const machines: readonly BadMachine[] = [
  {
    what: 'no nix',
    error: 'Nix is missing: there is no nix-instantiate on PATH',
    hint: 'apt-get install nix-bin',
    env: async () => ({ PATH: await pathWith(directory, ['kubectl'], plane.binaries) }),
  },
  {
    what: 'a nix that is too old',
    error: 'Nix 2.3 is too old: kubernixos needs 2.8 or newer',
    hint: 'nixos.org/download',
    env: async () => ({ PATH: await pathWithFake(directory, 'nix-instantiate', oldNix) }),
  },
  {
    what: 'no kubectl',
    error: 'kubectl is not on PATH',
    hint: 'Install it',
    env: async () => ({ PATH: await pathWith(directory, ['nix-instantiate']) }),
  },
  {
    what: 'no kubeconfig',
    error: 'kubectl has no cluster to turn to: no kubeconfig and no flag names one',
    hint: 'Set KUBECONFIG or --kubeconfig',
    env: () => Promise.resolve({ KUBECONFIG: undefined, HOME: directory }),
  },
  {
    what: 'a kubeconfig that does not exist',
    error: 'kubectl has no cluster to turn to: no kubeconfig and no flag names one',
    hint: 'Set KUBECONFIG or --kubeconfig',
    env: () => Promise.resolve({ KUBECONFIG: join(directory, 'nowhere') }),
  },
  {
    what: 'a kubeconfig that is no YAML',
    error: /^kubectl cannot read its configuration: error loading config file ".*latin1\.txt": /,
    hint: 'See `kubectl config view`',
    env: () => Promise.resolve({ KUBECONFIG: join(directory, 'latin1.txt') }),
  },
  {
    what: 'a context that does not exist',
    error: 'kubectl cannot open the API server: context "nowhere" does not exist',
    hint: 'Try `kubectl version` with the same flags',
    args: ['--context=nowhere'],
  },
  {
    what: 'credentials that are wrong or have expired',
    error: 'the API server does not accept the credentials of this context: 401 Unauthorized',
    hint: 'log in again',
    env: () => kubeconfig(realCluster(plane), { token }),
  },
  {
    what: 'no credentials',
    error: 'the user of this context has no credentials',
    hint: 'Log in, or complete the user',
    env: () => kubeconfig(realCluster(plane), {}),
  },
  {
    what: 'a login program that is missing',
    error:
      'the API server cannot be reached: getting credentials: exec: executable no-such-login not found',
    hint: 'Try `kubectl version` with the same flags',
    env: () => kubeconfig(realCluster(plane), { exec: login('no-such-login') }),
  },
  {
    what: 'a certificate that nobody known has signed',
    error:
      'the API server cannot be reached: tls: failed to verify certificate: x509: certificate signed by unknown authority',
    hint: 'Try `kubectl version` with the same flags',
    env: () => kubeconfig({ server: plane.server }, { token }),
  },
  {
    what: 'a server whose port is closed',
    error:
      /^the API server cannot be reached: dial tcp 127\.0\.0\.1:\d+: connect: connection refused$/,
    hint: 'Try `kubectl version` with the same flags',
    env: async () => {
      const [port = 0] = await chooseFreePorts(1);
      return kubeconfig({ server: `https://127.0.0.1:${port}` }, { token });
    },
  },
  {
    what: 'a server that accepts and never answers',
    error: 'the API server cannot be reached: net/http: TLS handshake timeout',
    hint: 'Try `kubectl version` with the same flags',
    env: () => silentServer('https'),
  },
];

test.each(machines)('says what to do with $what', async ({ error, hint, env, args = [] }) => {
  const result = await deployed.fails([...deploy, ...args], { env: (await env?.()) ?? {} });

  expect(firstError(result)).toMatch(error);
  expect(result.stderr).toContain(hint);
  expect(result.stderr).not.toContain(token);
  expect(result.stdout).toBe('');
});

test.runIf(thorough)('gives up a server that is silent beyond the connection', async () => {
  const result = await deployed.fails(deploy, { env: await silentServer('http') });

  expect(firstError(result)).toBe('the API server cannot be reached: no answer within 30 seconds');
});

test('needs no cluster for what touches none', async () => {
  const env = { PATH: await pathWith(directory, ['nix-instantiate']) };

  expect((await deployed.passes(['dump'], { env })).stdout).toContain('"kind": "List"');
});

const oldNix = `
[ "$1" != --version ] || { echo 'nix-instantiate (Nix) 2.3.16'; exit; }
echo "error: unrecognised flag '--log-format'" >&2
exit 1`;

function login(command: string): object {
  return { apiVersion: 'client.authentication.k8s.io/v1', command, interactiveMode: 'Never' };
}

async function kubeconfig(cluster: object, user: object): Promise<{ KUBECONFIG: string }> {
  return { KUBECONFIG: await writeKubeconfig(directory, cluster, user) };
}

async function silentServer(scheme: 'http' | 'https'): Promise<{ KUBECONFIG: string }> {
  const { port, close } = await listenSilently();
  onTestFinished(close);
  return kubeconfig({ server: `${scheme}://127.0.0.1:${port}` }, { token });
}

/** The error's first line, without the word; the story of the run may stand before it. */
function firstError({ stderr }: RunResult): string {
  return /^error: (.*)$/m.exec(stderr)?.[1] ?? stderr;
}
