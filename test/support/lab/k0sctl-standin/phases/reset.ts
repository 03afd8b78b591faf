import { configPath, dataDirOf, isController, k0sOf, resetCommand, type Host } from '../host.ts';
import { attempt, failureOf } from '../remote.ts';
import { controllersOf, leaderOf, onEach, plan, workersOf, type Phase, type Run } from '../run.ts';
import { runHooks } from './hooks.ts';
import { stopService } from './readiness.ts';
import { setServiceEnvironment } from './service-environment.ts';

/** Whether the cluster goes on without the hosts, which then have to leave it first. */
interface Manner {
  readonly leave: boolean;
}

export function resetWorkers(manner: Manner): Phase {
  return resetPhase('Reset workers', 'node would be reset', workersOf, (run, hosts) =>
    onEach(hosts, (host) => resetHost(run, host, manner)),
  );
}

export function resetControllers(manner: Manner): Phase {
  return resetPhase('Reset controllers', 'reset node', controllersOf, async (run, hosts) => {
    for (const host of hosts) await resetHost(run, host, manner);
  });
}

/** Comes after all controllers, the leader among them, so that it finds no k0s there any more. */
export const resetLeader: Phase = {
  title: 'Reset leader',
  before: (run) => runHooks(run, 'reset', 'before', [leaderOf(run)]),
  dryRun: (run) => {
    plan(run, leaderOf(run), 'reset node');
  },
  run: async (run) => {
    const leader = leaderOf(run);
    await stopService(run, leader);
    const result = await attempt(leader, resetCommand(leader));
    if (result.code !== 0)
      run.log.warn(`${leader.title}: k0s reported failure: command result: ${failureOf(result)}`);
    await removeFiles(run, leader);
  },
  after: (run) => runHooks(run, 'reset', 'after', [leaderOf(run)]),
};

export const reloadServices: Phase = {
  title: 'Reload service manager',
  run: (run) =>
    onEach(run.hosts, async (host) => {
      run.log.info(`${host.title}: reloading service manager`);
      await attempt(host, 'systemctl daemon-reload');
    }),
};

function resetPhase(
  title: string,
  planned: string,
  of: (run: Run) => readonly Host[],
  run: (run: Run, hosts: readonly Host[]) => Promise<void>,
): Phase {
  const chosen = (given: Run) => of(given).filter(({ reset }) => reset);
  return {
    title,
    prepare: (given) => chosen(given).length > 0,
    before: (given) => runHooks(given, 'reset', 'before', chosen(given)),
    dryRun: (given) => {
      for (const host of chosen(given)) plan(given, host, planned);
    },
    run: (given) => run(given, chosen(given)),
    after: (given) => runHooks(given, 'reset', 'after', chosen(given)),
  };
}

/** What fails here is only a warning: k0sctl's exit code says nothing about it. */
async function resetHost(run: Run, host: Host, { leave }: Manner): Promise<void> {
  if (leave) await removeNode(run, host);
  await stopService(run, host);
  if (leave && isController(host)) await leaveEtcd(run, host);
  const { code, stdout, stderr } = await attempt(host, resetCommand(host));
  if (code !== 0)
    run.log.warn(`${host.title}: k0s reset reported failure: ${stderr} ${stdout.toString()}`);
  await removeFiles(run, host);
}

async function removeNode(run: Run, host: Host): Promise<void> {
  if (host.config.role === 'controller') return;
  const leader = leaderOf(run);
  const { hostname } = host.facts;
  const k0s = k0sOf(leader);
  if (!run.args.noDrain) await attempt(leader, `${k0s} kubectl drain ${hostname}`);
  await attempt(leader, `${k0s} kubectl delete node ${hostname}`);
}

/** Without a private address, k0sctl gives none, and k0s takes the next flag for it. */
async function leaveEtcd(run: Run, host: Host): Promise<void> {
  const flags = `--peer-address ${host.facts.privateAddress} --datadir ${dataDirOf(host)}`;
  const result = await attempt(host, `${k0sOf(host)} etcd leave ${flags}`);
  if (result.code !== 0) run.log.warn(`${host.title}: failed to leave etcd: ${failureOf(result)}`);
}

async function removeFiles(run: Run, host: Host): Promise<void> {
  await attempt(host, `rm -f ${configPath} ${k0sOf(host)}`);
  if (Object.keys(host.config.environment ?? {}).length > 0) await setServiceEnvironment(host, {});
  run.log.info(`${host.title}: reset`);
}
