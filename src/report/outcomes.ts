import { showKey } from '../model/object-key.ts';
import type { Outcome } from '../model/outcome.ts';
import { keepReason } from './plan.ts';
import { printableLine } from './printable.ts';
import type { Color, Style } from './style.ts';

type Status = Outcome['status'];

const COLORS: Readonly<Record<Status, Color>> = {
  created: 'green',
  configured: 'yellow',
  applied: 'yellow',
  unchanged: 'dim',
  planned: 'cyan',
  sent: 'yellow',
  failed: 'red',
  pruned: 'red',
  gone: 'dim',
  kept: 'cyan',
};

/** Statuses in the order of a summary. */
const ORDER: readonly Status[] = [
  'created',
  'configured',
  'applied',
  'sent',
  'planned',
  'pruned',
  'gone',
  'unchanged',
  'kept',
  'failed',
];

const STATUS_WIDTH = 11;

/** What a dry run has not done: the word for one object, and for a number of them. */
const DRY_WORDS: Readonly<Partial<Record<Status, readonly [one: string, some: string]>>> = {
  applied: ['would apply', 'would be applied'],
  pruned: ['would prune', 'would be pruned'],
};

/**
 * One line per object that something happened to, or would in a real run; what is unchanged is only
 * counted.
 */
export function outcomeLines(
  outcomes: readonly Outcome[],
  style: Style,
  dry: boolean,
): readonly string[] {
  return outcomes
    .filter(({ status }) => status !== 'unchanged')
    .map(({ key, status, message, reason }) => {
      const kept = reason && keepReason({ object: { key }, reason });
      const causes = [message, kept].filter((text) => text !== undefined);
      const why = causes.map((text) => `: ${printableLine(text)}`).join('');
      const said = (dry ? DRY_WORDS[status]?.[0] : undefined) ?? status;
      const word = style(COLORS[status], said.padEnd(STATUS_WIDTH));
      return `${word} ${printableLine(showKey(key))}${why}`;
    });
}

/** `3 created, 1 failed`; `nothing to do` for no outcomes. */
export function countOutcomes(outcomes: readonly Outcome[], dry: boolean): string {
  const counts = Map.groupBy(outcomes, ({ status }) => status);
  const parts = ORDER.flatMap((status) => {
    const count = counts.get(status)?.length ?? 0;
    const said = (dry ? DRY_WORDS[status]?.[1] : undefined) ?? status;
    return count === 0 ? [] : [`${String(count)} ${said}`];
  });
  return parts.length === 0 ? 'nothing to do' : parts.join(', ');
}
