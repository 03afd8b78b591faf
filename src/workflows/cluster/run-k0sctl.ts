import { expandHome } from '../../cluster/expand-home.ts';
import { pinHostKeys } from '../../cluster/pin-host-keys.ts';
import { readK0sctlLine } from '../../cluster/read-k0sctl-line.ts';
import { scrubLog, scrubSecrets } from '../../cluster/scrub-log.ts';
import type { Cluster } from '../../model/cluster.ts';
import { Failure } from '../../model/failure.ts';
import type { Json } from '../../model/json.ts';
import { placeValue } from '../../model/place-value.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
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
}

/** How k0sctl ended, without secrets. */
export interface K0sctlEnd {
  readonly exitCode: number;
  readonly stdout: string;
  /** Why it failed, by its own words; empty where it says nothing. */
  readonly reason: string;
  /** The file of its log; null where none is kept. */
  readonly logFile: string | null;
}

/** k0sctl ends by itself when its time is over, and says what it was at. */
const MARGIN_MILLISECONDS = 30_000;

/**
 * Runs k0sctl with the secrets in its configuration, which goes to its standard input. Its log is
 * kept whatever comes of it. Throws a `Failure` for a host key that is not the declared one, and
 * where its time is over.
 */
export async function runK0sctl(
  { cluster, args, action, timeout }: K0sctlOrder,
  { k0sctl, secrets, audit, story, home, printConfig }: K0sctlPorts,
  signal: AbortSignal,
): Promise<K0sctlEnd> {
  const values = await Promise.all(
    cluster.secrets.map(({ source, option }) => secrets.read(source, option)),
  );
  const filled = cluster.secrets.reduce<Json>(
    (document, { path }, index) => placeValue(document, path, values[index] ?? null),
    cluster.document,
  );
  const pinned = cluster.knownHosts === '' ? filled : pinHostKeys(filled);
  const result = await k0sctl.run(
    {
      args: [...args, '--config', '-', '--timeout', `${String(timeout ?? 0)}ms`],
      config: await printConfig(expandHome(pinned, home)),
      knownHosts: cluster.knownHosts,
      timeout: timeout === null ? null : timeout + MARGIN_MILLISECONDS,
      onLine: (line) => {
        tellLine(scrubSecrets(line, values), story);
      },
    },
    signal,
  );
  const logFile = action === null ? null : await audit.keep(action, scrubLog(result.log, values));
  if (logFile !== null) story.tell(`log: ${logFile}`);
  signal.throwIfAborted();
  checkKeys(result);
  if (result.timedOut) throw tooSlow(args[0] ?? '', timeout ?? 0);
  const stdout = scrubSecrets(result.stdout, values);
  return { exitCode: result.exitCode, stdout, reason: reasonIn(stdout), logFile };
}

function tellLine(line: string, story: ClusterStory): void {
  const read = readK0sctlLine(line);
  if (read === null) return;
  if (read.type === 'phase') story.phase(read.text);
  else if (read.type === 'warning') story.warn(read.text);
  else if (read.type === 'detail' && !ADVICE.test(read.text)) story.detail(read.text);
}

/** How to go on with k0sctl itself, and how long it took. */
const ADVICE = /^(?:Tip: |\s+\S+ kubeconfig\b|==> Finished)/;

/** The last error, without the file of a log that is gone by now. */
function reasonIn(stdout: string): string {
  const errors = stdout
    .split('\n')
    .map(readK0sctlLine)
    .filter((line) => line?.type === 'error')
    .map((line) => line?.text ?? '');
  return (errors.at(-1) ?? '').replace(/ - log file saved to \S+(?=:)/, '');
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

function tooSlow(verb: string, timeout: number): Failure {
  return new Failure({
    code: 'k0sctl-timeout',
    message: `k0sctl ${verb} was stopped: it took longer than ${String(Math.round(timeout / 1000))} s`,
    hint: 'See its log, and kubernixos cluster status. kubernixos.cluster.timeout is how long it may take.',
  });
}
