import type { Evaluator } from '../../model/deploy-request.ts';
import { Failure } from '../../model/failure.ts';
import { parseDuration } from '../../model/duration.ts';
import type { OptionUse } from './option.ts';
import { optionValues, textOf } from './option-values.ts';
import type { OwnOptionName } from './own-options.ts';

const EVALUATORS: readonly Evaluator[] = ['nixos', 'modules'];

/** Our options as the command line gives them; the last use wins. */
export interface OwnArguments {
  /** Whether a boolean option is on. */
  readonly on: (name: OwnOptionName) => boolean;
  readonly hostgroup: string | null;
  readonly flake: string | null;
  readonly out: string | null;
  readonly evaluator: Evaluator | null;
  /** How long to wait for readiness, in milliseconds; null where it is not waited for. */
  readonly waitReady: number | null;
}

export function readOwnArguments(uses: readonly OptionUse[]): OwnArguments {
  const { last, on, text } = optionValues<OwnOptionName>(uses);
  return {
    on,
    hostgroup: readHostgroup(uses),
    flake: text('flake'),
    out: text('out'),
    evaluator: readEvaluator(last('evaluator')?.value ?? null),
    waitReady: readWaitReady(last('wait-ready')),
  };
}

function readHostgroup(uses: readonly OptionUse[]): string | null {
  const files = uses.filter((use) => use.option.name === 'hostgroup').map(textOf);
  const [first, second] = new Set(files);
  if (second === undefined) return first ?? null;
  throw new Failure({
    code: 'conflicting-options',
    message: `two hostgroups are given: ${files.join(' and ')}`,
    hint: 'Give one of them.',
  });
}

/** The value of `--evaluator`; null where it is not given. */
export function readEvaluator(value: string | null): Evaluator | null {
  if (value === null) return null;
  const evaluator = EVALUATORS.find((name) => name === value);
  if (evaluator !== undefined) return evaluator;
  throw new Failure({
    code: 'invalid-value',
    message: `--evaluator is nixos or modules, not ${JSON.stringify(value)}`,
    hint: 'Leave it out to choose by what the hostgroup provides.',
  });
}

const FIVE_MINUTES = 300_000;

function readWaitReady(use: OptionUse | undefined): number | null {
  if (use === undefined) return null;
  const milliseconds = use.value === null ? FIVE_MINUTES : parseDuration(use.value);
  if (milliseconds !== null) return milliseconds;
  throw new Failure({
    code: 'invalid-value',
    message: `--wait-ready is a duration, not ${JSON.stringify(use.value)}`,
    hint: 'Write --wait-ready=90s, --wait-ready=5m or --wait-ready=1h30m; without a value it is 5m.',
  });
}
