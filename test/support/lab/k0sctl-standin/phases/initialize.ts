import { dataDirOf, k0sOf, learn, resetCommand, serviceOf, type Host } from '../host.ts';
import { installCommand } from '../install-flags.ts';
import { attempt, execute } from '../remote.ts';
import { leaderOf, plan, wet, type Phase, type Run } from '../run.ts';
import { runHooks } from './hooks.ts';
import { waitForApi, waitForService } from './readiness.ts';
import { setServiceEnvironment } from './service-environment.ts';

const initialized = new WeakMap<Run, Host>();

export const initializeK0s: Phase = {
  title: 'Initialize the k0s cluster',
  prepare: (run) => {
    const leader = leaderOf(run);
    if (leader.facts.runningVersion !== undefined || leader.reset) return false;
    initialized.set(run, leader);
    return true;
  },
  before: (run) => runHooks(run, 'install', 'before', [leaderOf(run)]),
  run: async (run) => {
    const leader = leaderOf(run);
    await install(run, leader);
    await wet(run, leader, 'start k0s service', () => start(run, leader));
    learn(leader, { runningVersion: run.version, binaryVersion: run.version, isReady: true });
  },
  after: (run) => runHooks(run, 'install', 'after', [leaderOf(run)]),
  // A dry run that fails or is stopped later than this resets the host all the same: k0sctl does so.
  cleanUp: async (run) => {
    const leader = initialized.get(run);
    if (leader === undefined) return;
    run.log.info(`${leader.title}: cleaning up`);
    await setServiceEnvironment(leader, {});
    if (!leader.facts.isInstalled) return;
    const { code } = await attempt(leader, resetCommand(leader));
    if (code !== 0) run.log.warn(`${leader.title}: k0s reset failed`);
  },
};

async function install(run: Run, leader: Host): Promise<void> {
  learn(leader, { isLeader: true });
  run.log.info(`${leader.title}: installing k0s controller`);
  const extra = [
    ...(run.config.spec.k0s.dynamicConfig === true ? ['--enable-dynamic-config'] : []),
    ...(run.args.force ? ['--force=true'] : []),
  ];
  const command = installCommand(leader, extra);
  const shown = command.replaceAll(k0sOf(leader), 'k0s');
  await wet(run, leader, `install first k0s controller using \`${shown}\``, () =>
    execute(leader, command),
  );
  learn(leader, { isInstalled: true });
  const environment = leader.config.environment ?? {};
  if (Object.keys(environment).length === 0) return;
  await wet(run, leader, 'configure k0s service environment variables', async () => {
    run.log.info(`${leader.title}: updating service environment`);
    await setServiceEnvironment(leader, environment);
  });
  if (run.args.dryRun)
    for (const [name, value] of Object.entries(environment))
      plan(run, leader, `${name}=<${value.length} characters>`);
}

async function start(run: Run, leader: Host): Promise<void> {
  await execute(leader, `systemctl start ${serviceOf(leader)}`);
  await waitForService(run, leader);
  run.log.info(`${leader.title}: wait for kubernetes to reach ready state`);
  await waitForApi(run, leader, '').catch((error: unknown) => {
    throw new Error(`kubernetes not ready: ${(error as Error).message}`, { cause: error });
  });
  await attempt(
    leader,
    `env "KUBECONFIG=${dataDirOf(leader)}/pki/admin.conf" ${k0sOf(leader)} kubectl get -n kube-system namespace kube-system -o template={{.metadata.uid}}`,
  );
}
