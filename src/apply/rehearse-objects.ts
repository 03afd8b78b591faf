import type { KubectlArguments } from '../model/deploy-request.ts';
import { Failure } from '../model/failure.ts';
import type { JsonObject } from '../model/json.ts';
import type { Target } from '../model/target.ts';
import type { Clock } from '../ports/clock.ts';
import type { Kubectl, KubectlResult } from '../ports/kubectl.ts';
import { isError, isWarning, refusalIn } from './kubectl-errors.ts';
import { matchResults } from './match-results.ts';
import { runBounded } from './run-kubectl.ts';
import { splitTargets } from './split-targets.ts';
import { stagesOf } from './stages.ts';

/** What a dry run of the server made of one object. */
export type Rehearsal =
  /** The whole object as the server would hold it, managedFields included. */
  | { readonly type: 'accepted'; readonly result: JsonObject }
  | { readonly type: 'refused'; readonly message: string };

export interface RehearsalRun {
  readonly kubectl: Kubectl;
  readonly args: KubectlArguments;
  readonly clock: Clock;
  /** How long a request to the server and back takes. */
  readonly roundTripMilliseconds: number;
  /** Asked once per process for the listener of what it says to people and no refusal tells. */
  readonly openLog: () => (line: string) => void;
}

/**
 * Has the server rehearse an apply, by the same kubectl with the same arguments, and gives its
 * answer for every object. Writes nothing, whatever the arguments say.
 */
export async function rehearseObjects(
  targets: readonly Target[],
  run: RehearsalRun,
  signal: AbortSignal,
): Promise<ReadonlyMap<Target, Rehearsal>> {
  if (targets.length === 0) return new Map();
  const ordered = stagesOf(targets).flatMap((stage) => stage.targets);
  const parts = splitTargets(ordered, run.roundTripMilliseconds);
  const { results, errors, tellErrors } = await ask(parts, run, signal);
  const accepted = matchResults(ordered, results);
  const refused = ordered.filter((target) => !accepted.has(target));
  const exitCode = Math.max(...results.map((result) => result.exitCode));
  if (refused.length === 0 && exitCode !== 0) throw unexplained(exitCode);
  const told = refused.length <= FEW ? await askAlone(refused, run, signal) : sayAbove(refused);
  if (refused.length > FEW || errors.length === 0) tellErrors();
  return new Map<Target, Rehearsal>([
    ...[...accepted].map(([target, result]) => [target, { type: 'accepted', result }] as const),
    ...told,
  ]);
}

/** As where `--warnings-as-errors` is among the arguments: a real run would fail as well. */
function unexplained(exitCode: number): Failure {
  return new Failure({
    code: 'kubectl-failed',
    message: `kubectl failed (exit ${String(exitCode)}), although it accepted everything: see its message above`,
    hint: 'Nothing was applied or deleted.',
  });
}

/** Up to this many refused objects are asked about once more, one by one: kubectl's errors don't tell which is which. */
const FEW = 20;

/** kubectl processes at a time. */
const AT_ONCE = 4;

/** The last use of a flag wins, so that these go after the user's. */
const REHEARSAL = ['--dry-run=server', '--output=json', '--show-managed-fields=true'];

interface Answer {
  readonly results: readonly KubectlResult[];
  /** What was said from the first error on; all before it has been told. */
  readonly errors: readonly string[];
  readonly tellErrors: () => void;
}

async function ask(
  parts: readonly (readonly Target[])[],
  run: RehearsalRun,
  signal: AbortSignal,
): Promise<Answer> {
  const processes: { readonly log: (line: string) => void; readonly errors: string[] }[] = [];
  const openLog = () => {
    const held = { log: run.openLog(), errors: new Array<string>() };
    processes.push(held);
    // An exec plugin may ask people to log in: what comes before the errors cannot wait.
    return (line: string) => {
      if (held.errors.length > 0 ? !isWarning(line) : isError(line)) held.errors.push(line);
      else held.log(line);
    };
  };
  const apply = [...run.args.apply, ...REHEARSAL];
  const args = { ...run.args, dryRun: 'server', output: 'json', apply } as const;
  const results = await runBounded(parts, { ...run, args, openLog }, signal);
  const tellErrors = () => {
    for (const { log, errors } of processes) for (const line of errors) log(line);
  };
  return { results, errors: processes.flatMap(({ errors }) => errors), tellErrors };
}

async function askAlone(
  targets: readonly Target[],
  run: RehearsalRun,
  signal: AbortSignal,
): Promise<readonly (readonly [Target, Rehearsal])[]> {
  const told: (readonly [Target, Rehearsal])[] = [];
  for (let start = 0; start < targets.length; start += AT_ONCE) {
    const some = targets.slice(start, start + AT_ONCE);
    told.push(...(await Promise.all(some.map((target) => askForOne(target, run, signal)))));
  }
  return told;
}

async function askForOne(
  target: Target,
  run: RehearsalRun,
  signal: AbortSignal,
): Promise<readonly [Target, Rehearsal]> {
  const { results, errors } = await ask([[target]], withoutWarnings(run), signal);
  const result = matchResults([target], results).get(target);
  if (result !== undefined) return [target, { type: 'accepted', result }];
  return [target, { type: 'refused', message: refusalIn(errors) || SEE_ABOVE }];
}

/** They have been told, when all objects were asked about. */
function withoutWarnings(run: RehearsalRun): RehearsalRun {
  const openLog = () => {
    const log = run.openLog();
    return (line: string) => {
      if (!isWarning(line)) log(line);
    };
  };
  return { ...run, openLog };
}

const SEE_ABOVE = 'see kubectl’s message above';

function sayAbove(targets: readonly Target[]): readonly (readonly [Target, Rehearsal])[] {
  return targets.map((target) => [target, { type: 'refused', message: SEE_ABOVE }]);
}
