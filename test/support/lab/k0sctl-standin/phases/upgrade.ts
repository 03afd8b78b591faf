import { learn, serviceOf, type Host } from '../host.ts';
import { flagsChanged, installCommand } from '../install-flags.ts';
import { execute } from '../remote.ts';
import { controllersOf, wet, workersOf, type Phase, type Run } from '../run.ts';
import { putInPlace } from './binaries.ts';
import { runHooks } from './hooks.ts';
import { stopService, waitForService } from './readiness.ts';

export const upgradeControllers = upgradePhase('Upgrade controllers', controllersOf);
export const upgradeWorkers = upgradePhase('Upgrade workers', workersOf);

function upgradePhase(title: string, of: (run: Run) => readonly Host[]): Phase {
  const outdated = (run: Run) => of(run).filter(({ reset, facts }) => !reset && facts.needsUpgrade);
  return {
    title,
    prepare: (run) => outdated(run).length > 0,
    before: (run) => runHooks(run, 'upgrade', 'before', outdated(run)),
    run: async (run) => {
      for (const host of outdated(run)) await upgrade(run, host);
    },
  };
}

async function upgrade(run: Run, host: Host): Promise<void> {
  run.log.info(`${host.title}: starting upgrade`);
  await wet(run, host, `upgrade k0s to ${run.version}`, async () => {
    await stopService(run, host);
    await putInPlace(run, host);
    await execute(host, installCommand(host, ['--force=true']));
    await execute(host, `systemctl start ${serviceOf(host)}`);
    await waitForService(run, host);
    await runHooks(run, 'upgrade', 'after', [host]);
  });
  learn(host, { runningVersion: run.version, isInstalled: true });
}

export const reinstall: Phase = {
  title: 'Reinstall',
  prepare: (run) => changed(run).length > 0,
  run: async (run) => {
    for (const host of changed(run)) {
      run.log.info(`${host.title}: reinstalling k0s`);
      const command = installCommand(host, ['--force=true']);
      await wet(run, host, `reinstall k0s using \`${command}`, () => execute(host, command));
      await wet(run, host, 'restart k0s service', async () => {
        await execute(host, `systemctl restart ${serviceOf(host)}`);
        await waitForService(run, host);
      });
    }
  },
};

function changed({ hosts }: Run): readonly Host[] {
  return hosts.filter(
    (host) =>
      !host.reset &&
      !host.facts.isInstalled &&
      host.facts.runningVersion !== undefined &&
      flagsChanged(host),
  );
}
