import { configPath, dataDirOf, isController, k0sOf, learn, type Host } from '../host.ts';
import { attempt, execute, succeeds } from '../remote.ts';
import { controllersOf, leaderOf, onEach, workersOf, type Phase, type Run } from '../run.ts';
import { isChanged } from './binaries.ts';
import { isNodeReady } from './readiness.ts';

interface Status {
  readonly Version: string;
  readonly Pid: number;
  readonly Role: string;
  readonly Workloads: boolean;
  readonly Args: readonly string[];
}

const haveK0s = new WeakMap<Run, readonly Host[]>();

export const gatherK0sFacts: Phase = {
  title: 'Gather k0s facts',
  prepare: async (run) => {
    const found = await Promise.all(
      run.hosts.map((host) => succeeds(host, `test -f ${k0sOf(host)}`)),
    );
    haveK0s.set(
      run,
      run.hosts.filter((_host, index) => found[index]),
    );
    return found.includes(true);
  },
  run: async (run) => {
    const there = haveK0s.get(run) ?? [];
    await onEach(controllersOf({ hosts: there }), (host) => investigate(run, host));
    const leader = leaderOf(run);
    learn(leader, { isLeader: true });
    await attempt(
      leader,
      `${k0sOf(leader)} kubectl get -n kube-system namespace kube-system -o template={{.metadata.uid}}`,
    );
    if (leader.facts.runningVersion !== undefined && leader.config.role !== 'single')
      await listEtcdMembers(run, leader);
    await onEach(workersOf({ hosts: there }), (host) => investigate(run, host));
  },
};

async function listEtcdMembers(run: Run, leader: Host): Promise<void> {
  run.log.info(`${leader.title}: listing etcd members`);
  const command = `${k0sOf(leader)} etcd member-list --data-dir=${dataDirOf(leader)}`;
  const { members } = JSON.parse(await execute(leader, command)) as {
    readonly members: Readonly<Record<string, string>>;
  };
  run.etcdMembers = Object.values(members).map((url) => new URL(url).hostname);
}

async function investigate(run: Run, host: Host): Promise<void> {
  const version = await attempt(host, `${k0sOf(host)} version`);
  if (version.code !== 0) return;
  learn(host, { binaryVersion: version.stdout.toString().trim() });
  if (isController(host)) await readExistingConfig(run, host);
  const unit = await findUnit(host);
  const status = await attempt(host, `${k0sOf(host)} status -o json`);
  if (status.code !== 0) {
    if (unit === '') return;
    tellStopped(run, host, unit);
    return;
  }
  if (unit === '')
    throw new Error(
      'k0s is running but has not been installed as a service, possibly a non-k0sctl managed host or a broken installation - you can try to reset the host by setting `reset: true` on it',
    );
  await learnStatus(run, host, JSON.parse(status.stdout.toString()) as Status);
}

async function readExistingConfig(run: Run, host: Host): Promise<void> {
  const { code, stdout } = await attempt(host, `cat ${configPath}`);
  if (code !== 0) return;
  run.log.info(`${host.title}: found existing configuration`);
  learn(host, { existingConfig: stdout.toString() });
}

async function findUnit(host: Host): Promise<string> {
  for (const name of ['k0scontroller', 'k0sworker', 'k0sserver']) {
    const shown = await execute(host, `systemctl show -p FragmentPath ${name}.service`);
    const path = shown.replace('FragmentPath=', '');
    if (path !== '') return path;
  }
  return '';
}

function tellStopped(run: Run, host: Host, unit: string): void {
  const what = 'has been installed as a service at';
  if (!run.args.force)
    throw new Error(
      `k0s doesn't appear to be running but ${what} ${unit} - please remove it or start the service`,
    );
  run.log.warn(
    `${host.title}: an existing k0s instance is not running but ${what} ${unit} - ignoring because --force was given`,
  );
}

async function learnStatus(run: Run, host: Host, status: Status): Promise<void> {
  const role = roleOf(status);
  if (role !== host.config.role)
    throw new Error(
      `${host.title}: is configured as k0s ${host.config.role} but is already running as ${role} - role change is not supported`,
    );
  run.version ||= status.Version;
  learn(host, {
    runningVersion: status.Version,
    runningFlags: status.Args.slice(2),
    needsUpgrade: !host.reset && (await needsUpgrade(run, host, status)),
  });
  run.log.info(`${host.title}: is running k0s ${role} version ${status.Version}`);
  if (host.facts.needsUpgrade) run.log.warn(`${host.title}: k0s will be upgraded`);
  if (isController(host)) return;
  run.log.info(`${leaderOf(run).title}: checking if worker ${host.facts.hostname} has joined`);
  learn(host, { isReady: await isNodeReady(host) });
}

/** A given file is installed where it is another one, whatever its version. */
async function needsUpgrade(run: Run, host: Host, { Version }: Status): Promise<boolean> {
  const { k0sBinaryPath, useExistingK0s } = host.config;
  if (useExistingK0s === true) return host.facts.binaryVersion !== Version;
  return k0sBinaryPath === undefined ? Version !== run.version : isChanged(host, k0sBinaryPath);
}

function roleOf({ Role, Workloads, Args }: Status): string {
  if (Role !== 'controller' || !Workloads) return Role;
  return Args.includes('--single=true') ? 'single' : 'controller+worker';
}
