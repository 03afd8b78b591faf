import { k0sOf, learn, serviceOf, tokenPath, type Host } from '../host.ts';
import { installCommand } from '../install-flags.ts';
import { attempt, execute, writeRemote } from '../remote.ts';
import { retry } from '../retry.ts';
import {
  controllersOf,
  leaderOf,
  onEach,
  patienceOf,
  plan,
  wet,
  type Phase,
  type Run,
} from '../run.ts';
import { resetUnready } from './clean-up.ts';
import { runHooks } from './hooks.ts';
import { createToken, retireToken, type JoinToken } from './join-token.ts';
import { waitForApi, waitForService } from './readiness.ts';
import { setServiceEnvironment } from './service-environment.ts';

const joining = new WeakMap<Run, readonly Host[]>();

export const joinControllers: Phase = {
  title: 'Install controllers',
  prepare: (run) => {
    const leader = leaderOf(run);
    const hosts = controllersOf(run).filter(
      (host) =>
        host !== leader &&
        !host.reset &&
        !host.facts.needsUpgrade &&
        host.facts.runningVersion === undefined,
    );
    joining.set(run, hosts);
    return hosts.length > 0;
  },
  before: (run) => runHooks(run, 'install', 'before', joining.get(run) ?? []),
  run: async (run) => {
    const hosts = joining.get(run) ?? [];
    const tokens = new Map<Host, JoinToken>();
    for (const host of hosts) await makeToken(run, host, tokens);
    await onEach(hosts, (host) => reachApi(run, host, tokens.get(host)));
    for (const host of hosts) await join(run, host, tokens.get(host));
    used.set(run, tokens);
  },
  after: async (run) => {
    await runHooks(run, 'install', 'after', joining.get(run) ?? []);
    for (const [host, { id }] of used.get(run) ?? []) await retireToken(run, host, id);
  },
  cleanUp: (run) => resetUnready(run, joining.get(run) ?? []),
};

const used = new WeakMap<Run, ReadonlyMap<Host, JoinToken>>();

async function makeToken(run: Run, host: Host, tokens: Map<Host, JoinToken>): Promise<void> {
  const leader = leaderOf(run);
  if (run.args.dryRun) {
    plan(run, leader, `generate a k0s join token for controller ${host.title}`);
    return;
  }
  run.log.info(`${leader.title}: generate join token for ${host.title}`);
  tokens.set(host, await createToken(run, 'controller', 30));
}

async function reachApi(run: Run, host: Host, token: JoinToken | undefined): Promise<void> {
  if (token === undefined) return;
  run.log.info(`${host.title}: validating api connection to ${token.url}`);
  const flags = `-kIso /dev/null --connect-timeout 20 -w '%{http_code}'`;
  await retry(patienceOf(run), async () => {
    const { stdout } = await attempt(host, `curl ${flags} -- ${token.url}`);
    if (!['200', '401', '404'].includes(stdout.toString()))
      throw new Error('failed to connect from controller to kubernetes api - check networking');
  });
}

async function join(run: Run, host: Host, token: JoinToken | undefined): Promise<void> {
  run.log.info(`${host.title}: writing join token to ${tokenPath}`);
  await wet(run, host, `write k0s join token to ${tokenPath}`, () =>
    writeRemote(host, tokenPath, token?.text ?? ''),
  );
  run.log.info(`${host.title}: installing k0s controller`);
  const extra = [
    ...(run.config.spec.k0s.dynamicConfig === true ? ['--enable-dynamic-config'] : []),
    ...(run.args.force ? ['--force=true'] : []),
  ];
  const command = installCommand(host, extra);
  const shown = command.replaceAll(k0sOf(host), 'k0s');
  await wet(run, host, `install k0s controller using \`${shown}`, () => execute(host, command));
  learn(host, { isInstalled: true, runningVersion: run.version });
  if (!run.args.dryRun) await start(run, host);
}

async function start(run: Run, host: Host): Promise<void> {
  const environment = host.config.environment ?? {};
  if (Object.keys(environment).length > 0) {
    run.log.info(`${host.title}: updating service environment`);
    await setServiceEnvironment(host, environment);
  }
  run.log.info(`${host.title}: starting service`);
  await execute(host, `systemctl start ${serviceOf(host)}`);
  await waitForService(run, host);
  await waitForApi(run, host, '?verbose=true').catch((error: unknown) => {
    throw new Error(`controller did not reach ready state: ${(error as Error).message}`, {
      cause: error,
    });
  });
  learn(host, { isReady: true });
}
