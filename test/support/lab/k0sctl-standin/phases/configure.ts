import {
  configPath,
  dataDirOf,
  isController,
  k0sOf,
  learn,
  serviceOf,
  type Host,
} from '../host.ts';
import { attempt, execute, failureOf, writeRemote } from '../remote.ts';
import { controllersOf, leaderOf, onEach, plan, type Phase, type Run } from '../run.ts';
import { waitForService } from './readiness.ts';

type Json = Record<string, unknown>;

export const configureK0s: Phase = {
  title: 'Configure k0s',
  prepare: async (run) => {
    const base = await baseConfig(run);
    for (const host of kept(run)) await compare(run, host, base);
    return kept(run).some(({ facts }) => facts.newConfig !== '');
  },
  run: (run) => onEach(changed(run), (host) => install(run, host)),
  dryRun: (run) => {
    for (const host of changed(run)) {
      plan(run, host, `write k0s configuration to ${configPath}`);
      plan(run, host, `configuration changes:\n${host.facts.newConfig}`);
      if (host.facts.runningVersion !== undefined) plan(run, host, 'restart the k0s service');
    }
  },
};

function kept(run: Run): readonly Host[] {
  return controllersOf(run).filter(({ reset }) => !reset);
}

function changed(run: Run): readonly Host[] {
  return kept(run).filter(({ facts }) => facts.newConfig !== '');
}

/** What the configuration gives, else what is on the leader, else what k0s gives of itself. */
async function baseConfig(run: Run): Promise<Json> {
  const leader = leaderOf(run);
  const provided = run.config.spec.k0s.config ?? {};
  const base: Json =
    Object.keys(provided).length > 0
      ? structuredClone(provided)
      : parseConfig(leader.facts.existingConfig || (await defaultConfig(leader)));
  const spec = (base['spec'] ??= {}) as Json;
  const api = (spec['api'] ??= {}) as Json;
  const addresses = kept(run).flatMap(({ address, facts }) => [address, facts.privateAddress]);
  const names = [...((api['sans'] ?? []) as string[]), ...addresses];
  api['sans'] = [...new Set(names.filter(Boolean))];
  base['apiVersion'] ??= 'k0s.k0sproject.io/v1beta1';
  base['kind'] ??= 'ClusterConfig';
  return base;
}

async function defaultConfig(leader: Host): Promise<string> {
  return execute(leader, `${binaryOf(leader)} config create --data-dir=${dataDirOf(leader)}`);
}

/** k0s.yaml is written as JSON here, which is YAML, so that it can be read without a YAML parser. */
function parseConfig(text: string): Json {
  try {
    return JSON.parse(text.replace(/^#.*\n/gm, '')) as Json;
  } catch {
    return { metadata: { name: 'k0s' }, spec: { storage: { type: 'etcd' } } };
  }
}

async function compare(run: Run, host: Host, base: Json): Promise<void> {
  const content = JSON.stringify(withPeerAddress(host, base), null, 2);
  run.log.info(`${host.title}: validating configuration`);
  const file = await execute(host, 'mktemp');
  await writeRemote(host, file, content);
  const result = await attempt(host, `${binaryOf(host)} config validate --config="${file}"`);
  await attempt(host, `rm -f ${file}`);
  if (result.code !== 0)
    throw new Error(`spec.k0s.config validation failed: ${failureOf(result)} (${result.stderr})`);
  const existing = host.facts.existingConfig.replace(/^#.*\n/gm, '').trim();
  if (existing !== content)
    learn(host, { newConfig: `# generated-by-k0sctl ${new Date().toISOString()}\n${content}\n` });
}

/** etcd listens to its peers on the private address, where the host has one. */
function withPeerAddress({ facts: { privateAddress } }: Host, base: Json): Json {
  const config = structuredClone(base);
  const storage = ((config['spec'] as Json)['storage'] ??= {}) as Json;
  if (privateAddress === '' || (storage['type'] ?? 'etcd') !== 'etcd') return config;
  storage['etcd'] = { ...(storage['etcd'] as Json | undefined), peerAddress: privateAddress };
  return config;
}

function binaryOf(host: Host): string {
  return host.facts.stagedBinary || k0sOf(host);
}

async function install(run: Run, host: Host): Promise<void> {
  const { existingConfig, newConfig, runningVersion, needsUpgrade } = host.facts;
  if (existingConfig !== '' && !existingConfig.includes(' generated-by-k0sctl')) {
    run.log.warn(
      `${host.title}: an existing config was found and will be backed up as ${configPath}.old`,
    );
    await execute(host, `mv ${configPath} ${configPath}.old`);
  }
  run.log.info(`${host.title}: installing new configuration`);
  await writeRemote(host, configPath, newConfig);
  if (runningVersion === undefined || needsUpgrade || !isController(host)) return;
  run.log.info(`${host.title}: restarting k0s service`);
  await execute(host, `systemctl restart ${serviceOf(host)}`);
  await waitForService(run, host);
}
