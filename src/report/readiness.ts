import type { ObjectKey } from '../model/object-key.ts';
import { showKey } from '../model/object-key.ts';
import type { Lingering, NotReady } from '../model/readiness.ts';
import { showDuration } from './duration.ts';
import { printableLine } from './printable.ts';
import type { Color, Style } from './style.ts';

const WORDS: Readonly<Record<NotReady['state'], readonly [word: string, color: Color]>> = {
  waiting: ['not ready', 'yellow'],
  failed: ['failed', 'red'],
  unknown: ['unknown', 'yellow'],
};

const WORD_WIDTH = 11;

/** One line per object that is not ready, with the reason. */
export function notReadyLines(objects: readonly NotReady[], style: Style): readonly string[] {
  return objects.map(({ key, state, why }) => line(WORDS[state], key, why, style));
}

/** One line per deleted object that is still there, with what holds it. */
export function lingeringLines(left: readonly Lingering[], style: Style): readonly string[] {
  return left.map(({ key, why }) => line(['still there', 'yellow'], key, why, style));
}

function line(
  [word, color]: readonly [string, Color],
  key: ObjectKey,
  why: string,
  style: Style,
): string {
  return `${style(color, word.padEnd(WORD_WIDTH))} ${printableLine(`${showKey(key)}: ${why}`)}`;
}

/** `3 ready, 1 not ready within 5m, 1 failed`. */
export function countReady(
  ready: number,
  notReady: readonly NotReady[],
  milliseconds: number,
): string {
  const some = (state: NotReady['state']) => notReady.filter((one) => one.state === state).length;
  return join([
    [ready, 'ready'],
    [some('waiting'), `not ready within ${showDuration(milliseconds)}`],
    [some('failed'), 'failed'],
    [some('unknown'), 'unknown'],
  ]);
}

/** `3 gone, 1 still there after 5m`. */
export function countGone(gone: number, left: readonly Lingering[], milliseconds: number): string {
  return join([
    [gone, 'gone'],
    [left.length, `still there after ${showDuration(milliseconds)}`],
  ]);
}

function join(counts: readonly (readonly [number, string])[]): string {
  const parts = counts.filter(([number]) => number > 0);
  return parts.length === 0
    ? 'nothing to wait for'
    : parts.map(([number, words]) => `${String(number)} ${words}`).join(', ');
}
