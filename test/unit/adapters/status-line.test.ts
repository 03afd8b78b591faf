import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { statusLine } from '../../../src/adapters/status-line.ts';
import { streamOutput, terminalPrompt } from '../../../src/adapters/terminal.ts';
import { PassThrough } from 'node:stream';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const ERASE = '\r\u001b[K';

interface Scene {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** A status line, and all that was written, on stdout in brackets. */
function open({ isTTY = true, columns = 80, env = { TERM: 'xterm' } }: Scene = {}) {
  const written: string[] = [];
  const screen = statusLine({
    stdout: { write: (text) => written.push(`[${text}]`) },
    stderr: { isTTY, columns, write: (text) => written.push(text) },
    env,
  });
  return { ...screen, screen, written };
}

test('shows what takes longer than half a second', () => {
  const { show, written } = open();
  show(() => 'evaluating…');
  vi.advanceTimersByTime(499);
  expect(written).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(written).toEqual(['evaluating…']);
});

test('shows nothing of what is over sooner', () => {
  const { show, written } = open();
  show(() => 'evaluating…');
  vi.advanceTimersByTime(400);
  show(null);
  vi.advanceTimersByTime(10_000);
  expect(written).toEqual([]);
});

test('replaces the line in place, ten times a second at most, and erases it at the end', () => {
  const { show, written } = open();
  show(() => '0');
  vi.advanceTimersByTime(500);
  for (const text of ['1', '2', '3']) show(() => text);
  vi.advanceTimersByTime(100);
  show(null);
  vi.advanceTimersByTime(10_000);
  expect(written).toEqual(['0', `${ERASE}3`, ERASE]);
});

test.each<[string, Scene]>([
  ['stderr is no terminal', { isTTY: false }],
  ['the terminal cannot erase', { env: { TERM: 'dumb' } }],
  ['CI runs it', { env: { TERM: 'xterm', CI: 'true' } }],
])('says nothing where %s', (_, scene) => {
  const { show, stderr, stdout, written } = open(scene);
  show(() => 'evaluating…');
  vi.advanceTimersByTime(10_000);
  stderr.write('said\n');
  stdout.write('result\n');
  show(null);
  expect(written).toEqual(['said\n', '[result\n]']);
});

test.each(['', 'false', '0'])('CI=%j is no CI', (CI) => {
  const { show, written } = open({ env: { CI } });
  show(() => 'evaluating…');
  vi.advanceTimersByTime(500);
  expect(written).toEqual(['evaluating…']);
});

test('is erased before anything else is written, and comes back when that was all', () => {
  const { show, stderr, stdout, written } = open();
  show(() => 'applying');
  vi.advanceTimersByTime(500);
  stdout.write('created\n');
  stderr.write('Warning\n');
  vi.advanceTimersByTime(499);
  expect(written).toEqual(['applying', ERASE, '[created\n]', 'Warning\n']);
  vi.advanceTimersByTime(1);
  expect(written.slice(4)).toEqual(['applying']);
});

test('is never drawn behind or over a line that has not ended', () => {
  const { show, stdout, stderr, newLine, written } = open();
  stdout.write('ConfigMap');
  show(() => 'deleting 1 of 2');
  vi.advanceTimersByTime(10_000);
  expect(written).toEqual(['[ConfigMap]']);
  stderr.write('\nPassword: ');
  vi.advanceTimersByTime(10_000);
  expect(written.slice(1)).toEqual(['\nPassword: ']);
  newLine();
  show(() => 'deleting 2 of 2');
  vi.advanceTimersByTime(500);
  expect(written.slice(2)).toEqual(['deleting 2 of 2']);
});

test.each([
  ['a'.repeat(30), 10, 'a'.repeat(9)],
  ['ü'.repeat(30), 10, 'ü'.repeat(9)],
  ['漢'.repeat(30), 10, '漢'.repeat(4)],
  ['🚀'.repeat(30), 10, '🚀'.repeat(4)],
  ['a'.repeat(100), 0, 'a'.repeat(79)],
])('cuts %s at %i columns to %s', (text, columns, shown) => {
  const { show, written } = open({ columns });
  show(() => text);
  vi.advanceTimersByTime(500);
  expect(written).toEqual([shown]);
});

test('leaves a question alone until it is answered', async () => {
  vi.useRealTimers();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { screen, written } = open();
  const input = new PassThrough();
  screen.show(() => 'deleting 0 of 2');
  vi.advanceTimersByTime(500);
  const answer = terminalPrompt(input, screen).ask('Sure? ', new AbortController().signal);
  vi.advanceTimersByTime(10_000);
  expect(written).toEqual(['deleting 0 of 2', ERASE, 'Sure? ']);
  input.write('yes\n');
  await answer;
  screen.show(() => 'deleting 1 of 2');
  vi.advanceTimersByTime(500);
  expect(written.slice(3)).toEqual(['deleting 1 of 2']);
});

test('is the status of the output, which erases it by what it says', () => {
  const { screen, written } = open();
  const output = streamOutput(screen);
  output.status(() => 'planning');
  vi.advanceTimersByTime(500);
  output.story('cluster');
  output.result('{}');
  expect(written).toEqual(['planning', ERASE, 'cluster\n', '[{}]']);
});
