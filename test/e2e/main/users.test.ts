import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createClientCertificate } from '../../support/client-certificate.ts';
import { clusterTools } from '../../support/cluster-tools.ts';
import { startControlPlane, type ControlPlane } from '../../support/control-plane.ts';
import {
  prepareAuditLog,
  type Audited,
  type AuditedRequest,
  type AuditLog,
  type UserInfo,
} from '../support/audit-log.ts';
import {
  clusterOf,
  writeExecPlugin,
  writeKubeconfig,
  type KubeconfigContent,
} from '../support/kubeconfig.ts';
import { list } from './live.ts';
import { configMap, namespace, type Manifest } from './manifests.ts';
import { deleteAll, prepareScenario, type Scenario } from './scenario.ts';
import { useExecPlugin, ways, type Call, type Site } from './ways-to-be-a-user.ts';

// A control plane of its own, with an audit log: the API server itself says who did what. All its
// users may do everything, so that nobody is stopped who should not have come this far. The shared
// control plane is the other cluster.
const name = 'users';
const elsewhere = inject('controlPlane');
const there = clusterTools(elsewhere);

const ids = [
  ...ways.map((_, index) => `way-${index}`),
  ...['turn', 'exec', 'powerless', 'switch', 'replace'],
];
const clusterWays = ['context', 'cluster', 'server', 'kubeconfig'] as const;

/** What is left to do at the end; the last comes first. */
const cleanUps: (() => Promise<void>)[] = [];

let dir: string;
let plane: ControlPlane;
let audit: AuditLog;
let scenario: Scenario;
let certificate: Pick<Site, 'certificate' | 'key'>;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kubernixos-users-'));
  cleanUps.push(() => rm(dir, { recursive: true, force: true }));
  certificate = await writeCertificate();
  audit = await prepareAuditLog(dir);
  const apiserverFlags = [...audit.flags, `--client-ca-file=${certificate.certificate}`];
  plane = await startControlPlane({ binaries: elsewhere.binaries, apiserverFlags });
  cleanUps.push(plane.stop, () => deleteAll(there, [`namespace/${name}`]));
  scenario = await prepareScenario(name, plane);
  const rights = ['--clusterrole=cluster-admin', '--group=system:authenticated'];
  await scenario.tools.kubectl(['create', 'clusterrolebinding', 'everybody', ...rights]);
  await scenario.write({ manifests: manifestsWithout() });
  await scenario.passes(['apply']);
  await scenario.passes(['apply'], { env: there.environment });
});

afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
});

test.each(ways.map((way, index) => [...way, `way-${index}`] as const))(
  '%s: plan, apply and prune act as kubectl does, as %s',
  async (_, user, prepare, id) => {
    const call = await prepare(await makeSite(id));

    const who = await whoAmI(id, call);
    const { requests } = await deploy(id, call);

    expect(who.username).toBe(user);
    expect(users(requests)).toEqual([who]);
    expect(requests.map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        'list configmaps',
        'patch configmaps/stays',
        `delete configmaps/goes-${id}`,
      ]),
    );
  },
);

test('takes its turn by three requests', async () => {
  await makeSite('turn');

  const { requests } = await deploy('turn', {});

  const lease = `leases/kubernixos-${name}`;
  const turns = requests.map(({ what }) => what).filter((what) => what.endsWith(lease));
  expect(turns).toEqual([`get ${lease}`, `update ${lease}`, `update ${lease}`]);
});

test('asks an exec plugin no more often than the kubectls that it starts', async () => {
  const site = await makeSite('exec');
  const asked = join(site.dir, 'asked');
  const count = async () => {
    const text = await readFile(asked, 'utf8');
    await writeFile(asked, '');
    return text.length;
  };
  const call = await useExecPlugin(site, `printf . >> ${asked}`);
  const probe = JSON.stringify(configMap('default', 'probe'));
  await scenario.tools.kubectl(['apply', '--server-side', '-f', '-'], { ...call, stdin: probe });
  const perApply = await count();

  await deploy('exec', call);
  const perDeploy = await count();
  await scenario.passes(['prune', '--yes'], call);
  const perPrune = await count();

  expect(perPrune).toBe(1);
  // The proxy, the plan and the apply: the Namespace is there, and needs no kubectl of its own.
  expect(perDeploy).toBe(1 + 2 * perApply);
});

test('a user without rights changes nothing, though the one that it acts through could', async () => {
  const before = await uidsOf(scenario.tools);
  await scenario.write({ manifests: manifestsWithout('powerless') });

  for (const verbs of [['apply'], ['prune', '--yes']]) {
    const { stderr } = await scenario.fails([...verbs, '--as=system:anonymous']);
    expect(stderr).toContain('User "system:anonymous" cannot');
  }

  expect(await uidsOf(scenario.tools)).toEqual(before);
});

test.each(clusterWays)('prunes in the cluster of --%s and leaves the current one', async (way) => {
  const site = await makeSite(way);
  const flags = await pointElsewhere(site, way);

  const { requests } = await deploy(way, flags);

  expect(requests).toEqual([]);
  expect(Object.keys(await uidsOf(there))).not.toContain(`goes-${way}`);
  expect(Object.keys(await uidsOf(scenario.tools))).toContain(`goes-${way}`);
});

test('stays in its cluster when somebody switches the current context meanwhile', async () => {
  const call = await replaceMeanwhile(await makeSite('switch'), { current: 'here' });

  const { requests } = await deploy('switch', call);

  const current = await scenario.tools.kubectl(['config', 'current-context'], call);
  expect(current.trim()).toBe('here');
  expect(requests).toEqual([]);
  expect(Object.keys(await uidsOf(there))).not.toContain('goes-switch');
  expect(Object.keys(await uidsOf(scenario.tools))).toContain('goes-switch');
});

test('prunes nothing when somebody points the context at another cluster meanwhile', async () => {
  const contexts = { there: { cluster: 'here', user: 'here' } };
  const call = await replaceMeanwhile(await makeSite('replace'), { contexts });
  await scenario.write({ manifests: manifestsWithout('replace') });

  const { stderr } = await scenario.fails(['apply', 'prune', '--yes'], call);

  expect(stderr).toContain('prune did not start: not everything was applied');
  expect(Object.keys(await uidsOf(there))).toContain('goes-replace');
  expect(Object.keys(await uidsOf(scenario.tools))).toContain('goes-replace');
});

/**
 * A kubeconfig in which the shared cluster is current until its exec plugin is first asked: by then
 * the run has begun, and nothing is applied yet. From then on it has the changes.
 */
async function replaceMeanwhile(site: Site, changes: KubeconfigContent): Promise<Call> {
  const KUBECONFIG = join(site.dir, 'config');
  const next = join(site.dir, 'next');
  const user = await writeExecPlugin(
    join(site.dir, 'login'),
    elsewhere.tokens.admin,
    `cp ${next} ${next}.copy && mv ${next}.copy ${KUBECONFIG}`,
  );
  const before = twoClusters('there', user);
  await writeKubeconfig(KUBECONFIG, before);
  await writeKubeconfig(next, { ...before, ...changes });
  return { env: { KUBECONFIG } };
}

/** Flags that choose the shared cluster, and a kubeconfig in which the other is current. */
async function pointElsewhere(site: Site, way: (typeof clusterWays)[number]): Promise<Call> {
  const { admin } = elsewhere.tokens;
  const config = twoClusters('here', { token: admin });
  const KUBECONFIG = await writeKubeconfig(join(site.dir, 'config'), config);
  const flags = {
    context: ['--context=there'],
    cluster: ['--cluster=there', '--user=there'],
    kubeconfig: [`--kubeconfig=${elsewhere.kubeconfig}`],
    server: [
      `--server=${elsewhere.server}`,
      `--certificate-authority=${elsewhere.certificateAuthority}`,
      `--token=${admin}`,
    ],
  };
  return { flags: flags[way], env: { KUBECONFIG } };
}

/** A kubeconfig of this control plane, `here`, and the shared one. */
function twoClusters(current: string, userThere: object): KubeconfigContent {
  return {
    clusters: { here: clusterOf(plane), there: clusterOf(elsewhere) },
    users: { here: { token: plane.tokens.admin }, there: userThere },
    contexts: {
      here: { cluster: 'here', user: 'here' },
      there: { cluster: 'there', user: 'there' },
    },
    current,
  };
}

/** Plans, applies and prunes; the object that goes is the one of this id. */
async function deploy(id: string, { flags = [], env = {} }: Call): Promise<Audited<void>> {
  await scenario.write({ manifests: manifestsWithout(id) });
  return audit.during(async () => {
    const cwd = join(dir, id);
    await scenario.passes(['plan', 'apply', 'prune', '--yes', ...flags], { cwd, env });
  });
}

/** Who kubectl says that the user is. */
async function whoAmI(id: string, { flags = [], env = {} }: Call): Promise<UserInfo> {
  const cwd = join(dir, id);
  const args = ['auth', 'whoami', '-o', 'json', ...flags];
  const said = await scenario.tools.kubectl(args, { cwd, env });
  return (JSON.parse(said) as { status: { userInfo: UserInfo } }).status.userInfo;
}

/** Each user of some requests, once. */
function users(requests: readonly AuditedRequest[]): readonly UserInfo[] {
  const byText = new Map(requests.map(({ user }) => [JSON.stringify(user), user]));
  return [...byText.values()];
}

function manifestsWithout(gone?: string): readonly Manifest[] {
  const goes = [...ids, ...clusterWays].filter((id) => id !== gone);
  const names = ['stays', ...goes.map((id) => `goes-${id}`)];
  return [namespace(name), ...names.map((each) => configMap(name, each))];
}

async function uidsOf(tools: Scenario['tools']): Promise<Readonly<Record<string, string>>> {
  const found = await list(tools, ['configmaps', '-n', name, '-l', 'kubernixos']);
  return Object.fromEntries(found.map(({ metadata }) => [metadata.name, metadata.uid]));
}

async function makeSite(id: string): Promise<Site> {
  const own = join(dir, id);
  await mkdir(own);
  return { plane, tools: scenario.tools, dir: own, ...certificate };
}

async function writeCertificate(): Promise<typeof certificate> {
  const made = createClientCertificate('carol', 'team');
  const paths = { certificate: join(dir, 'carol.crt'), key: join(dir, 'carol.key') };
  await writeFile(paths.certificate, made.certificate);
  await writeFile(paths.key, made.key, { mode: 0o600 });
  return paths;
}
