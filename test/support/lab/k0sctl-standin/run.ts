import type { Arguments } from './arguments.ts';
import type { Config } from './config.ts';
import { isController, type Host } from './host.ts';
import type { Log } from './log.ts';
import type { Patience } from './retry.ts';

/** One run of a verb: what was asked, the hosts, and where to tell. */
export interface Run {
  readonly args: Arguments;
  readonly config: Config;
  /** The version of k0s with a `v`; empty where the configuration has none. */
  version: string;
  hosts: readonly Host[];
  readonly log: Log;
  readonly stop: AbortSignal;
  /** What a dry run would do, by host. */
  readonly plans: Map<string, string[]>;
  etcdMembers: readonly string[];
}

export interface Phase {
  readonly title: string;
  /** Decides whether the phase has anything to do; it does unless told. */
  readonly prepare?: (run: Run) => Promise<boolean> | boolean;
  readonly before?: (run: Run) => Promise<void>;
  readonly run: (run: Run) => Promise<void>;
  /** What a dry run does instead; a phase without this does the same in a dry run. */
  readonly dryRun?: (run: Run) => Promise<void> | void;
  readonly after?: (run: Run) => Promise<void>;
  /** Runs when this phase or a later one has failed, also in a dry run. */
  readonly cleanUp?: (run: Run) => Promise<void>;
}

export function controllersOf({ hosts }: Pick<Run, 'hosts'>): readonly Host[] {
  return hosts.filter(isController);
}

export function workersOf({ hosts }: Pick<Run, 'hosts'>): readonly Host[] {
  return hosts.filter((host) => !isController(host));
}

/** The first controller that runs, else the first one. */
export function leaderOf(run: Pick<Run, 'hosts'>): Host {
  const controllers = controllersOf(run);
  const running = controllers.find(
    ({ reset, facts }) => !reset && facts.runningVersion !== undefined,
  );
  const leader = running ?? controllers[0];
  if (leader === undefined) throw new Error('no controllers');
  return leader;
}

/** How long k0sctl waits for a change on a host. */
export function patienceOf({ args, stop }: Run): Patience {
  return { interval: args.retryInterval, limit: args.defaultTimeout, stop };
}

/** Does something, or in a dry run writes down that it would be done. */
export async function wet(
  run: Run,
  host: Host | undefined,
  what: string,
  action: () => Promise<unknown>,
): Promise<void> {
  if (run.args.dryRun) plan(run, host, what);
  else await action();
}

export function plan({ plans }: Run, host: Host | undefined, what: string): void {
  const title = host?.title ?? 'local';
  plans.set(title, [...(plans.get(title) ?? []), what]);
}

/** Does something on all hosts at once; throws with all that failed. */
export async function onEach(
  hosts: readonly Host[],
  action: (host: Host) => Promise<void>,
): Promise<void> {
  const results = await Promise.allSettled(hosts.map(action));
  const failures = results.flatMap((result, index) =>
    result.status === 'fulfilled'
      ? []
      : [` - ${hosts[index]?.title ?? ''}: ${(result.reason as Error).message}`],
  );
  if (failures.length > 0)
    throw new Error(`failed on ${failures.length} hosts:\n${failures.join('\n')}`);
}

/** The address at which the cluster's API is told to be. */
export function apiUrlOf(run: Run): string {
  const api = (
    (run.config.spec.k0s.config ?? {})['spec'] as Readonly<Record<string, unknown>> | undefined
  )?.['api'];
  const { externalAddress, port } = (api ?? {}) as { externalAddress?: string; port?: number };
  const address = externalAddress ?? leaderOf(run).address;
  return `https://${address.includes(':') ? `[${address}]` : address}:${port ?? 6443}`;
}
