import type { Host } from '../host.ts';
import { execute } from '../remote.ts';
import { controllersOf, leaderOf, onEach, type Phase, type Run } from '../run.ts';

const allowedSkew = 30;

export const validateHosts: Phase = {
  title: 'Validate hosts',
  run: async (run) => {
    if (controllersOf(run).every(({ reset }) => reset))
      throw new Error(
        'all controllers are marked to be reset - this will break the cluster. use `k0sctl reset` instead if that is intentional',
      );
    await onEach(run.hosts, async (host) => {
      const { k0sBinaryPath } = host.config;
      if (k0sBinaryPath !== undefined)
        run.log.warn(
          `${host.title}: k0s binary path is set to "${k0sBinaryPath}", version checking for the host is disabled. The k0s version for other hosts is ${run.version}.`,
        );
      await Promise.resolve();
      requireUniqueNames(run, host);
    });
    run.log.info('validating clock skew');
    await validateClocks(run);
  },
};

function requireUniqueNames({ hosts }: Run, { facts }: Host): void {
  const others = (same: (host: Host) => boolean) => hosts.filter(same).length > 1;
  if (others((host) => host.facts.hostname === facts.hostname))
    throw new Error(`hostname is not unique: ${facts.hostname}`);
  const { privateAddress } = facts;
  if (privateAddress !== '' && others((host) => host.facts.privateAddress === privateAddress))
    throw new Error(`privateAddress "${privateAddress}" is not unique: ${facts.hostname}`);
}

async function validateClocks({ hosts }: Run): Promise<void> {
  const skews = await Promise.all(
    hosts.map(async (host) => Number(await execute(host, 'date -u +%s')) - Date.now() / 1000),
  );
  const spread = Math.max(...skews) - Math.min(...skews);
  if (spread > allowedSkew)
    throw new Error(`clock skew of ${Math.round(spread)} seconds is too large`);
}

export const validateFacts: Phase = {
  title: 'Validate facts',
  run: (run) => {
    const { runningVersion } = leaderOf(run).facts;
    if (runningVersion !== undefined && isNewer(runningVersion, run.version))
      throw new Error(`can't perform a downgrade: ${runningVersion} > ${run.version}`);
    return Promise.resolve();
  },
};

function isNewer(one: string, other: string): boolean {
  return new Intl.Collator('en', { numeric: true }).compare(one, other) > 0;
}

export const validateEtcdMembers: Phase = {
  title: 'Validate etcd members',
  prepare: (run) =>
    leaderOf(run).facts.runningVersion !== undefined && newControllers(run).length > 0,
  run: (run) => {
    for (const host of newControllers(run)) {
      const address = host.facts.privateAddress;
      if (run.etcdMembers.includes(address))
        throw new Error(
          `controller ${host.title} is listed as an existing etcd member but k0s is not found installed on it, the host may have been replaced. check the host and use \`k0s etcd leave --peer-address ${address} on a controller or re-run apply with --force`,
        );
    }
    return Promise.resolve();
  },
};

function newControllers(run: Run): readonly Host[] {
  return controllersOf(run).filter(({ facts }) => facts.runningVersion === undefined);
}
