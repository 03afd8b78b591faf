import { closeSync, openSync, writeSync } from 'node:fs';
import { constants } from 'node:fs';
import type { Arguments, Verb } from './arguments.ts';
import type { Config } from './config.ts';
import { describeHost } from './host.ts';
import type { Log } from './log.ts';
import { runPhases } from './run-phases.ts';
import { leaderOf, type Phase, type Run } from './run.ts';
import { withArchive } from './phases/backup.ts';
import { dropStaged, installBinaries, stageBinaries } from './phases/binaries.ts';
import { configureK0s } from './phases/configure.ts';
import { connectToHosts, disconnectFromHosts } from './phases/connect.ts';
import { applyHooks } from './phases/hooks.ts';
import { initializeK0s } from './phases/initialize.ts';
import { joinControllers } from './phases/join-controllers.ts';
import { joinWorkers } from './phases/join-workers.ts';
import { gatherK0sFacts } from './phases/k0s-facts.ts';
import { setK0sVersion } from './phases/k0s-version.ts';
import { getKubeconfig } from './phases/kubeconfig.ts';
import { lockHosts, unlockHosts } from './phases/lock.ts';
import { detectSystems, gatherFacts, prepareHosts } from './phases/prepare-hosts.ts';
import { reloadServices, resetControllers, resetLeader, resetWorkers } from './phases/reset.ts';
import { restore } from './phases/restore.ts';
import { reinstall, upgradeControllers, upgradeWorkers } from './phases/upgrade.ts';
import { uploadFiles } from './phases/upload-files.ts';
import { validateEtcdMembers, validateFacts, validateHosts } from './phases/validate-hosts.ts';

interface Request {
  readonly args: Arguments;
  readonly config: Config;
  readonly log: Log;
  readonly stop: AbortSignal;
}

const verbs: Readonly<Record<Verb, (run: Run) => Promise<void>>> = {
  apply,
  backup,
  reset,
  kubeconfig,
};

/** Runs a verb to its end; throws with what k0sctl would say last. */
export async function runVerb({ args, config, log, stop }: Request): Promise<void> {
  const { version = '' } = config.spec.k0s;
  const run: Run = {
    args,
    config,
    log,
    stop,
    version: version === '' ? '' : `v${version.replace(/^v/, '')}`,
    hosts: config.spec.hosts.map(describeHost),
    plans: new Map(),
    etcdMembers: [],
  };
  const start = performance.now();
  try {
    await verbs[args.command](run);
  } catch (error) {
    const what = args.command === 'kubeconfig' ? 'getting kubeconfig' : args.command;
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`${what} failed - log file saved to ${log.path}: ${message}`, { cause: error });
  }
  if (args.command === 'kubeconfig') return;
  log.info(`==> Finished in ${Math.floor((performance.now() - start) / 1000)}s`);
  if (args.command === 'apply') tellApplied(run);
}

const beginning: readonly Phase[] = [setK0sVersion, connectToHosts, detectSystems];

async function apply(run: Run): Promise<void> {
  const { kubeconfigOut } = run.args;
  const write = (text: string) => {
    // Not truncated, as the archive of a backup is not.
    const file = openSync(kubeconfigOut, constants.O_WRONLY | constants.O_CREAT, 0o600);
    writeSync(file, text);
    closeSync(file);
  };
  const phases = [
    ...[...beginning, prepareHosts, gatherFacts, validateHosts, gatherK0sFacts],
    ...[validateFacts, validateEtcdMembers, stageBinaries, uploadFiles, installBinaries],
    ...[configureK0s, restore, applyHooks('before'), initializeK0s, joinControllers, joinWorkers],
    ...[upgradeControllers, upgradeWorkers, reinstall],
    ...[resetWorkers({ leave: true }), resetControllers({ leave: true }), applyHooks('after')],
    ...(kubeconfigOut === '' ? [] : [getKubeconfig(write)]),
    disconnectAfterDryRun,
  ];
  try {
    await runPhases(run, phases);
  } catch (error) {
    run.log.info('==> Apply failed');
    throw error;
  }
}

const disconnectAfterDryRun: Phase = {
  ...disconnectFromHosts,
  dryRun: async (run) => {
    for (const host of run.hosts) await dropStaged(host);
    await disconnectFromHosts.run(run);
  },
};

async function backup(run: Run): Promise<void> {
  await withArchive(run, (takeBackup) =>
    runPhases(run, [
      ...[...beginning, lockHosts, prepareHosts, gatherFacts, gatherK0sFacts],
      ...[takeBackup, unlockHosts, disconnectFromHosts],
    ]),
  );
}

async function reset(run: Run): Promise<void> {
  if (!run.args.force) throw new Error('reset requires --force');
  for (const host of run.hosts) host.reset = true;
  await runPhases(run, [
    ...[...beginning, lockHosts, prepareHosts, gatherFacts, gatherK0sFacts],
    ...[resetWorkers({ leave: false }), resetControllers({ leave: false }), resetLeader],
    ...[reloadServices, unlockHosts, disconnectFromHosts],
  ]);
}

async function kubeconfig(run: Run): Promise<void> {
  run.hosts = [leaderOf(run)];
  let found = '';
  const take = (text: string) => (found = text);
  await runPhases(run, [connectToHosts, detectSystems, getKubeconfig(take), disconnectFromHosts]);
  process.stdout.write(`${found}\n`);
}

function tellApplied({ args, log, version }: Run): void {
  if (!args.dryRun) log.info(`k0s cluster version ${version} is now installed`);
  if (args.kubeconfigOut !== '') return;
  log.info('Tip: To access the cluster you can now fetch the admin kubeconfig using:');
  log.info('     k0sctl kubeconfig');
}
