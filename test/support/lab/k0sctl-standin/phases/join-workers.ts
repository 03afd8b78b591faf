import { k0sOf, learn, serviceOf, tokenPath, type Host } from '../host.ts';
import { installCommand } from '../install-flags.ts';
import { attempt, execute, writeRemote } from '../remote.ts';
import { retry } from '../retry.ts';
import { leaderOf, onEach, patienceOf, wet, workersOf, type Phase, type Run } from '../run.ts';
import { resetUnready } from './clean-up.ts';
import { runHooks } from './hooks.ts';
import { createToken, retireToken, type JoinToken } from './join-token.ts';
import { isNodeReady, isServiceRunning } from './readiness.ts';
import { setServiceEnvironment } from './service-environment.ts';

const joining = new WeakMap<Run, readonly Host[]>();
const tokensOf = new WeakMap<Run, Map<Host, JoinToken>>();

export const joinWorkers: Phase = {
  title: 'Install workers',
  prepare: (run) => {
    const hosts = workersOf(run).filter(
      ({ reset, facts }) =>
        !reset && !facts.needsUpgrade && (facts.runningVersion === undefined || !facts.isReady),
    );
    joining.set(run, hosts);
    return hosts.length > 0;
  },
  before: (run) => runHooks(run, 'install', 'before', joining.get(run) ?? []),
  run: async (run) => {
    const hosts = joining.get(run) ?? [];
    const tokens = new Map<Host, JoinToken>();
    tokensOf.set(run, tokens);
    for (const [index, host] of hosts.entries()) {
      const leader = leaderOf(run);
      run.log.info(`${leader.title}: generating a join token for worker ${index + 1}`);
      await wet(run, leader, `generate a k0s join token for worker ${host.title}`, async () =>
        tokens.set(host, await createToken(run, 'worker', 10)),
      );
    }
    await onEach(hosts, (host) => join(run, host, tokens.get(host)));
  },
  after: async (run) => {
    const hosts = joining.get(run) ?? [];
    await runHooks(run, 'install', 'after', hosts);
    if (waitsForNodes(run))
      for (const host of hosts) await retireToken(run, host, tokensOf.get(run)?.get(host)?.id);
    else
      run.log.warn(
        `${leaderOf(run).title}: --no-wait given, created join tokens will remain valid for 10 minutes`,
      );
  },
  cleanUp: (run) => resetUnready(run, joining.get(run) ?? []),
};

function waitsForNodes({ args, config }: Run): boolean {
  return !args.noWait && config.spec.options?.wait?.enabled !== false;
}

async function join(run: Run, host: Host, token: JoinToken | undefined): Promise<void> {
  await wet(run, host, `write k0s join token to ${tokenPath}`, async () => {
    run.log.info(`${host.title}: writing join token to ${tokenPath}`);
    await writeRemote(host, tokenPath, token?.text ?? '');
  });
  await wet(run, host, 'validate api connection to control plane', () =>
    reachApi(run, host, token),
  );
  await removeOldService(run, host);
  run.log.info(`${host.title}: installing k0s worker`);
  const command = installCommand(host, run.args.force ? ['--force=true'] : []);
  const shown = command.replaceAll(k0sOf(host), 'k0s');
  await wet(run, host, `install k0s worker with \`${shown}\``, () => execute(host, command));
  learn(host, { isInstalled: true });
  await setEnvironment(run, host);
  if (!run.args.dryRun) {
    run.log.info(`${host.title}: starting service`);
    await execute(host, `systemctl start ${serviceOf(host)}`);
  }
  await waitUntilReady(run, host);
  learn(host, { runningVersion: run.version, isReady: true });
}

async function reachApi(run: Run, host: Host, token: JoinToken | undefined): Promise<void> {
  if (token === undefined) return;
  run.log.info(`${host.title}: validating api connection to ${token.url} using join token`);
  const file = await execute(host, 'mktemp');
  await writeRemote(host, file, token.kubeconfig);
  const command = `${k0sOf(host)} kubectl get --raw=/version --kubeconfig=${file}`;
  await retry(patienceOf(run), () => execute(host, command)).catch((error: unknown) => {
    throw new Error(`connectivity check failed: ${(error as Error).message}`, { cause: error });
  });
  await attempt(host, `rm -f ${file}`);
}

async function removeOldService(run: Run, host: Host): Promise<void> {
  const service = serviceOf(host);
  if (await isServiceRunning(host))
    await wet(run, host, 'stop existing k0s service', () =>
      execute(host, `systemctl stop ${service}`),
    );
  const shown = await execute(host, `systemctl show -p FragmentPath ${service}.service`);
  const path = shown.replace('FragmentPath=', '');
  if (path !== '')
    await wet(run, host, 'remove existing k0s service file', () => execute(host, `rm -f ${path}`));
}

async function setEnvironment(run: Run, host: Host): Promise<void> {
  const environment = host.config.environment ?? {};
  if (Object.keys(environment).length === 0) return;
  await wet(run, host, 'update service environment variables', async () => {
    run.log.info(`${host.title}: updating service environment`);
    await setServiceEnvironment(host, environment);
  });
}

async function waitUntilReady(run: Run, host: Host): Promise<void> {
  if (!waitsForNodes(run)) return;
  run.log.info(`${host.title}: waiting for node to become ready`);
  if (run.args.dryRun) return;
  await retry(patienceOf(run), async () => {
    if (!(await isNodeReady(host))) throw new Error(`node ${host.facts.hostname} not ready`);
  });
}
