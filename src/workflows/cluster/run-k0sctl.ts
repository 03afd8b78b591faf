import { expandHome } from '../../cluster/expand-home.ts';
import { pinHostKeys } from '../../cluster/pin-host-keys.ts';
import { readK0sctlLine } from '../../cluster/read-k0sctl-line.ts';
import { scrubLog, scrubSecrets } from '../../cluster/scrub-log.ts';
import type { Cluster } from '../../model/cluster.ts';
import { Failure } from '../../model/failure.ts';
import type { Json } from '../../model/json.ts';
import { placeValue } from '../../model/place-value.ts';
import { reasonOf as messageOf } from '../../model/reason-of.ts';
import type { AuditLog, OpenLog } from '../../ports/audit-log.ts';
import type { HeldLock } from '../../ports/cluster-lock.ts';
import type { ClusterStory } from '../../ports/cluster-story.ts';
import type { K0sctl, K0sctlResult } from '../../ports/k0sctl.ts';
import type { SecretValues } from '../../ports/secret-values.ts';

/** What running k0sctl needs of the outside. */
export interface K0sctlPorts {
  readonly k0sctl: K0sctl;
  readonly secrets: SecretValues;
  readonly audit: AuditLog;
  readonly story: ClusterStory;
  /** The user's home directory. */
  readonly home: string;
  /** Writes a document for k0sctl, whose `$` are data. */
  readonly printConfig: (document: Json) => Promise<string>;
}

/** One run of k0sctl. */
export interface K0sctlOrder {
  readonly cluster: Cluster;
  /** The verb and its flags. */
  readonly args: readonly string[];
  /** How the kept log is called, such as `install`; null for what changes nothing. */
  readonly action: string | null;
  /** How long it may take, in milliseconds; null for ever. */
  readonly timeout: number | null;
  /** What is to stay locked for as long as k0sctl works; null for what changes nothing. */
  readonly lock: HeldLock | null;
}

/** How k0sctl ended, without secrets. */
export interface K0sctlEnd {
  readonly exitCode: number;
  readonly stdout: string;
  /** Whether it was stopped for the time it took. */
  readonly timedOut: boolean;
  /** Why it failed, where it did. */
  readonly reason: string;
}

/** k0sctl ends by itself when its time is over, and says what it was at. */
const MARGIN_MILLISECONDS = 30_000;

/**
 * Runs k0sctl with the secrets in its configuration, which goes to its standard input. Its log is
 * kept whatever comes of it. Throws a `Failure` for a host key that is not the declared one.
 */
export async function runK0sctl(
  { cluster, args, action, timeout, lock }: K0sctlOrder,
  { k0sctl, secrets, audit, story, home, printConfig }: K0sctlPorts,
  signal: AbortSignal,
): Promise<K0sctlEnd> {
  const values = await Promise.all(
    cluster.secrets.map(({ source, option }) => secrets.read(source, option)),
  );
  const pinned = cluster.knownHosts === '' ? cluster.document : pinHostKeys(cluster.document);
  const filled = cluster.secrets.reduce<Json>(
    (document, { path }, index) => placeValue(document, path, values[index] ?? null),
    expandHome(pinned, home),
  );
  const log = action === null ? null : await audit.begin(action);
  const result = await k0sctl.run(
    {
      args: [...args, '--config', '-', '--timeout', `${String(timeout ?? 0)}ms`],
      config: await printConfig(filled),
      knownHosts: cluster.knownHosts,
      timeout: timeout === null ? null : timeout + MARGIN_MILLISECONDS,
      onLine: (line) => {
        tellLine(scrubSecrets(line, values), story);
      },
      onStart: (pid) => void lock?.cover(pid).catch(() => undefined),
    },
    signal,
  );
  if (log !== null) await keepLog(log, scrubLog(result.log, values), story);
  checkKeys(result);
  signal.throwIfAborted();
  return {
    exitCode: result.exitCode,
    timedOut: result.timedOut,
    stdout: scrubSecrets(result.stdout, values),
    reason: scrubSecrets(reasonOf(result, timeout), values),
  };
}

/** What was done is done: that its log is lost fails nothing. */
async function keepLog(log: OpenLog, text: string, story: ClusterStory): Promise<void> {
  try {
    await log.write(text);
    story.tell(`log: ${log.file}`);
  } catch (error) {
    story.warn(`the log of k0sctl is not in ${log.file}: ${messageOf(error)}`);
  }
}

function tellLine(line: string, story: ClusterStory): void {
  const read = readK0sctlLine(line);
  if (read === null) return;
  if (read.type === 'phase') story.phase(read.text);
  else if (INVITATION.test(read.text))
    story.warn('k0sctl stops and cleans up, which may take minutes');
  else if (read.type === 'warning') story.warn(read.text);
  else if (read.type === 'detail' && !ADVICE.test(read.text)) story.detail(read.text);
}

/** How to go on with k0sctl itself, and how long it took. */
const ADVICE = /^(?:Tip: |\s+\S+ kubeconfig\b|==> Finished)/;

/** On a second Ctrl-C it would leave hosts halfway; it does not get one. */
const INVITATION = /Ctrl-C again/;

/** Why k0sctl failed: its time, its last error, or what it said last before it broke down. */
function reasonOf(
  { exitCode, timedOut, stdout, stderr }: K0sctlResult,
  timeout: number | null,
): string {
  if (timedOut) return `it was stopped, since it took longer than ${seconds(timeout ?? 0)}`;
  const lines = stdout.split('\n').map(readK0sctlLine);
  const error = lines.findLast((line) => line?.type === 'error')?.text;
  // Its log file is gone by now.
  if (error !== undefined) return error.replace(/ - log file saved to \S+(?=:)/, '');
  const said = stderr.trim().split('\n').at(-1);
  return said || `it ended with ${String(exitCode)}`;
}

function seconds(milliseconds: number): string {
  return `${String(Math.round(milliseconds / 1000))} s`;
}

function checkKeys({ unknownKeys }: K0sctlResult): void {
  if (unknownKeys.length === 0) return;
  throw new Failure({
    code: 'unknown-host-key',
    message: ['hosts proved themselves by keys that are not declared:', ...unknownKeys].join(
      '\n  ',
    ),
    hint: 'k0sctl takes a key for a host that it knows none of. See who answers there, and set hostKey in kubernixos.cluster.hosts. What was done until then is done.',
  });
}
