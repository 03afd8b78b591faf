import stableStringify from 'fast-json-stable-stringify';
import type { LiveObject } from '../model/managed-object.ts';
import type { Outcome } from '../model/outcome.ts';
import { RELEASE_LABEL } from '../model/release.ts';
import type { Target } from '../model/target.ts';
import type { Acceptance } from './accepted.ts';
import { isLive, type LookFailure, type Sight } from './sight.ts';

/** What is known about one target after kubectl has run. */
export interface Evidence {
  readonly target: Target;
  readonly acceptance: Acceptance;
  /** The object before the run; null where it was not managed, or not seen. */
  readonly before: LiveObject | null;
  readonly after: Sight;
}

/** The run, as far as it matters for the verdict. */
export interface RunFacts {
  readonly checksum: string;
  /** The server's clock when the run began, milliseconds since 1970; null where unknown. */
  readonly startedAt: number | null;
}

/** Judges by what the server holds, not by what kubectl says: only the live object proves a success. */
export function classify(evidence: Evidence, run: RunFacts): Outcome {
  const { target, acceptance, before, after } = evidence;
  const { key } = target;
  if (acceptance === 'rejected') return rejected(key);
  if (after === 'unknown')
    return acceptance === 'accepted' ? { key, status: 'sent' } : rejected(key);
  if (after === 'absent')
    return {
      key,
      status: 'failed',
      message: 'it was applied and then vanished: something deletes it',
    };
  if (!isLive(after)) return { key, status: 'failed', message: unseen(after) };
  if (after.labels[RELEASE_LABEL] !== run.checksum)
    return { key, status: 'failed', message: mislabelled(after) };
  if (acceptance === 'unclear' && before?.resourceVersion === after.resourceVersion)
    return rejected(key);
  if (after.terminating) return { key, status: 'failed', message: terminating(after) };
  return before?.uid === after.uid
    ? { key, status: compare(before, after) }
    : appeared(key, after, run);
}

function rejected(key: Outcome['key']): Outcome {
  return { key, status: 'failed', message: 'see kubectl’s message above' };
}

function unseen({ error }: LookFailure): string {
  return `it was sent, but what became of it cannot be looked at: ${error}`;
}

function mislabelled(after: LiveObject): string {
  const label = after.labels[RELEASE_LABEL];
  return label === undefined
    ? `the server holds it without the label ${RELEASE_LABEL}: an admission webhook removes it`
    : `the server holds it as release ${label}: another run applied it at the same time`;
}

function terminating(after: LiveObject): string {
  const finalizers = after.finalizers.join(', ') || 'none';
  return `it is being deleted and does not go (finalizers: ${finalizers})`;
}

function appeared(key: Outcome['key'], after: LiveObject, run: RunFacts): Outcome {
  const created = Date.parse(after.creationTimestamp);
  const second = 1000;
  const isNew = run.startedAt === null || created >= Math.floor(run.startedAt / second) * second;
  return isNew
    ? { key, status: 'created' }
    : { key, status: 'configured', message: 'was there before, not managed' };
}

function compare(before: LiveObject, after: LiveObject): 'configured' | 'applied' | 'unchanged' {
  if (before.resourceVersion === after.resourceVersion) return 'unchanged';
  if (before.generation !== after.generation || describe(before) !== describe(after))
    return 'configured';
  return after.generation === null ? 'applied' : 'unchanged';
}

/** The metadata that manifests set and that no generation counts, as one text; the release label aside. */
function describe({ labels, annotations, finalizers, owners }: LiveObject): string {
  return stableStringify([{ ...labels, [RELEASE_LABEL]: '' }, annotations, finalizers, owners]);
}
