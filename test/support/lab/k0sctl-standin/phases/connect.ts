import { asRoot } from '../as-root.ts';
import { connect } from '../connection.ts';
import { retry } from '../retry.ts';
import { onEach, type Phase } from '../run.ts';
import type { Host } from '../host.ts';
import type { Run } from '../run.ts';

const patience = 10 * 60_000;

export const connectToHosts: Phase = {
  title: 'Connect to hosts',
  run: (run) =>
    onEach(run.hosts, async (host) => {
      await open(run, host);
      run.log.info(`${host.title}: connected`);
    }),
};

export const disconnectFromHosts: Phase = {
  title: 'Disconnect from hosts',
  run: ({ hosts }) =>
    onEach(hosts, async (host) => {
      await host.connection?.close();
    }),
};

/** Opens the connection of a host, and tries for ten minutes; closes an earlier one. */
export async function open({ args, stop }: Run, host: Host): Promise<void> {
  await host.connection?.close();
  const limits = { interval: args.retryInterval, limit: patience, stop };
  host.connection = await retry(limits, async () => {
    try {
      return await asRoot(await connect(host.config, stop));
    } catch (error) {
      // ssh that was stopped did not say why.
      if (stop.aborted) throw new Error('client connect: ssh dial: i/o timeout', { cause: error });
      throw error;
    }
  });
}
