import { hostname } from 'node:os';
import type { Host } from '../host.ts';
import { attempt, execute } from '../remote.ts';
import { retry } from '../retry.ts';
import { onEach, type Phase, type Run } from '../run.ts';

const path = '/tmp/k0sctl.lock';
const attempts = 10;
const staleAfter = 30;

const tickers = new WeakMap<Run, NodeJS.Timeout>();

export const lockHosts: Phase = {
  title: 'Acquire exclusive host lock',
  run: async (run) => {
    await onEach(run.hosts, (host) => lock(run, host));
    const touch = () => {
      void onAll(run, `touch ${path}`);
    };
    tickers.set(run, setInterval(touch, 10_000));
  },
  cleanUp: unlock,
};

export const unlockHosts: Phase = { title: 'Release exclusive host lock', run: unlock };

async function unlock(run: Run): Promise<void> {
  clearInterval(tickers.get(run));
  await onAll(run, `rm -f ${path}`);
}

function onAll({ hosts }: Run, script: string): Promise<void> {
  return onEach(hosts, async (host) => {
    await attempt(host, script);
  });
}

async function lock({ args, stop }: Run, host: Host): Promise<void> {
  const owner = `${hostname()}-${process.pid}`;
  const limit = args.retryInterval * (attempts - 1);
  await retry({ interval: args.retryInterval, limit, stop }, async () => {
    const { code } = await attempt(host, `umask 077; set -C; printf %s ${owner} >${path}`);
    if (code === 0) return;
    const age = Number(await execute(host, `expr $(date +%s) - $(stat -c %Y ${path})`));
    if (age < staleAfter)
      throw new Error(
        `another instance of k0sctl is currently operating on the host, delete ${path} or wait 30 seconds for it to expire`,
      );
    await execute(host, `rm -f ${path}`);
    throw new Error('removed existing expired lock file, will retry');
  });
}
