import { resetCommand, type Host } from '../host.ts';
import { attempt } from '../remote.ts';
import type { Run } from '../run.ts';
import { setServiceEnvironment } from './service-environment.ts';

/** What is done to hosts that were to join and did not become ready. */
export async function resetUnready(run: Run, hosts: readonly Host[]): Promise<void> {
  for (const host of hosts.filter(({ facts }) => !facts.isReady)) {
    run.log.info(`${host.title}: cleaning up`);
    await setServiceEnvironment(host, {});
    if (!host.facts.isInstalled || run.args.dryRun) continue;
    const { code } = await attempt(host, resetCommand(host));
    if (code !== 0) run.log.warn(`${host.title}: k0s reset failed`);
  }
}
