import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ClusterTools, RunOptions } from '../../support/cluster-tools.ts';
import type { ControlPlaneDetails } from '../../support/control-plane.ts';
import { startPathGateway, startTunnelProxy } from '../support/gateways.ts';
import { clusterOf, writeExecPlugin, writeKubeconfig } from '../support/kubeconfig.ts';

/** What a way to be a user is made of. */
export interface Site {
  readonly plane: ControlPlaneDetails;
  readonly tools: ClusterTools;
  /** An empty directory, in which the programs run. */
  readonly dir: string;
  /** Paths of the certificate of the user carol, in PEM, and of its key. */
  readonly certificate: string;
  readonly key: string;
}

/** How kubectl is made to act as a user. */
export interface Call {
  readonly flags?: readonly string[];
  readonly env?: NonNullable<RunOptions['env']>;
}

/** A way to be a user, the name of the user, and what has to be done for it. */
export type Way = readonly [what: string, user: string, prepare: (site: Site) => Promise<Call>];

const unresolvable = 'cluster.invalid';

/** Whatever tells kubectl who the user is. Without it, the user is admin, where there is one at all. */
export const ways: readonly Way[] = [
  ['several files in KUBECONFIG', 'developer', useSeveralFiles],
  ['the kubeconfig of the home directory', 'viewer', useHome],
  ['--kubeconfig with a relative path', 'developer', useKubeconfigFlag],
  ['--context', 'developer', flags('--context=developer')],
  ['--user', 'viewer', flags('--user=viewer')],
  ['--token', 'viewer', ({ plane }) => flags(`--token=${plane.tokens.viewer}`)()],
  ['--server and its like, and no kubeconfig', 'developer', useNoKubeconfig],
  ['--insecure-skip-tls-verify', 'developer', connect('--insecure-skip-tls-verify')],
  ['--as', 'alice', flags('--as=alice')],
  ['--as with groups', 'alice', flags('--as', 'alice', '--as-group=team', '--as-group', 'more')],
  [
    '--as with all that makes a user',
    'alice',
    flags('--as=alice', '--as-uid=42', '--as-user-extra=reason=one', '--as-user-extra=reason=two'),
  ],
  ['a kubeconfig that says `as`', 'alice', useImpersonatingKubeconfig],
  ['a client certificate', 'carol', useCertificate],
  ['--client-certificate', 'carol', useCertificateFlags],
  ['the token of a service account, in a file', 'system:serviceaccount:default:robot', useRobot],
  ['an exec plugin', 'developer', (site) => useExecPlugin(site, '')],
  ['a server with a path', 'developer', usePath],
  ['a proxy in the kubeconfig', 'developer', useProxyUrl],
  ['a proxy in the environment', 'developer', useProxyVariable],
];

function flags(...flags: readonly string[]): () => Promise<Call> {
  return () => Promise.resolve({ flags });
}

async function useSeveralFiles({ plane, dir }: Site): Promise<Call> {
  const { developer, admin } = plane.tokens;
  const first = await writeKubeconfig(join(dir, 'first'), {
    contexts: { main: { cluster: 'main', user: 'main' } },
    current: 'main',
  });
  const second = await writeKubeconfig(join(dir, 'second'), {
    clusters: { main: clusterOf(plane) },
    users: { main: { token: developer }, other: { token: admin } },
    contexts: { main: { cluster: 'main', user: 'other' } },
    current: 'other',
  });
  return { env: { KUBECONFIG: [first, join(dir, 'missing'), second].join(':') } };
}

async function useHome(site: Site): Promise<Call> {
  await mkdir(join(site.dir, '.kube'));
  await writeSimple(site, join('.kube', 'config'), { token: site.plane.tokens.viewer });
  return { env: { HOME: site.dir, KUBECONFIG: undefined } };
}

async function useKubeconfigFlag(site: Site): Promise<Call> {
  await writeSimple(site, 'relative', { token: site.plane.tokens.developer });
  return { flags: ['--kubeconfig=./relative'] };
}

async function useNoKubeconfig(site: Site): Promise<Call> {
  const { certificateAuthority } = site.plane;
  const trust = [`--certificate-authority=${certificateAuthority}`, '--tls-server-name=kubernetes'];
  return connect(...trust)(site);
}

/** Says it all by flags. */
function connect(...trust: readonly string[]): (site: Site) => Promise<Call> {
  return ({ plane }) => {
    const flags = [`--server=${plane.server}`, `--token=${plane.tokens.developer}`, ...trust];
    return Promise.resolve({ flags, env: { KUBECONFIG: '/dev/null' } });
  };
}

async function useImpersonatingKubeconfig(site: Site): Promise<Call> {
  const user = { token: site.plane.tokens.admin, as: 'alice', 'as-groups': ['team'] };
  return { env: { KUBECONFIG: await writeSimple(site, 'as', user) } };
}

async function useCertificate(site: Site): Promise<Call> {
  const user = { 'client-certificate': site.certificate, 'client-key': site.key };
  return { env: { KUBECONFIG: await writeSimple(site, 'certificate', user) } };
}

async function useCertificateFlags(site: Site): Promise<Call> {
  const flags = [`--client-certificate=${site.certificate}`, `--client-key=${site.key}`];
  return { flags, env: { KUBECONFIG: await writeSimple(site, 'nobody', {}) } };
}

/** Robot's token lies beside the kubeconfig, which names it without its directory. */
async function useRobot(site: Site): Promise<Call> {
  await site.tools.kubectl(['create', 'serviceaccount', 'robot']);
  const token = await site.tools.kubectl(['create', 'token', 'robot']);
  await writeFile(join(site.dir, 'token'), token);
  return { env: { KUBECONFIG: await writeSimple(site, 'robot', { tokenFile: 'token' }) } };
}

/** An exec plugin that runs some lines of shell before it answers. */
export async function useExecPlugin(site: Site, lines: string): Promise<Call> {
  const user = await writeExecPlugin(join(site.dir, 'login'), site.plane.tokens.developer, lines);
  return { env: { KUBECONFIG: await writeSimple(site, 'exec', user) } };
}

async function usePath(site: Site): Promise<Call> {
  const { port, stop } = await startPathGateway(site.plane, '/clusters/one');
  onTestFinished(stop);
  const server = `https://127.0.0.1:${port}/clusters/one`;
  const user = { token: site.plane.tokens.developer };
  return { env: { KUBECONFIG: await writeSimple(site, 'path', user, { server }) } };
}

async function useProxyUrl(site: Site): Promise<Call> {
  const { port, stop } = await startTunnelProxy(site.plane, unresolvable);
  onTestFinished(stop);
  const hidden = { ...hiddenCluster(), 'proxy-url': `http://127.0.0.1:${port}` };
  const user = { token: site.plane.tokens.developer };
  return { env: { KUBECONFIG: await writeSimple(site, 'proxy-url', user, hidden) } };
}

async function useProxyVariable(site: Site): Promise<Call> {
  const { port, stop } = await startTunnelProxy(site.plane, unresolvable);
  onTestFinished(stop);
  const user = { token: site.plane.tokens.developer };
  const KUBECONFIG = await writeSimple(site, 'https-proxy', user, hiddenCluster());
  return { env: { KUBECONFIG, HTTPS_PROXY: `http://127.0.0.1:${port}`, NO_PROXY: '' } };
}

/** Go goes to 127.0.0.1 without the proxy of the environment; the certificate is for another name. */
function hiddenCluster(): object {
  return { server: `https://${unresolvable}`, 'tls-server-name': 'kubernetes' };
}

/** Writes a kubeconfig of one user in one cluster. */
async function writeSimple(
  { plane, dir }: Site,
  file: string,
  user: object,
  cluster: object = {},
): Promise<string> {
  return writeKubeconfig(join(dir, file), {
    clusters: { main: clusterOf(plane, cluster) },
    users: { main: user },
    contexts: { main: { cluster: 'main', user: 'main' } },
    current: 'main',
  });
}
