import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { streamOutput, terminalPrompt } from '../../../src/adapters/terminal.ts';

const never = new AbortController().signal;

function prompt(isTTY?: boolean) {
  const input = Object.assign(new PassThrough(), isTTY === undefined ? {} : { isTTY });
  const stderr = new PassThrough();
  return { input, stderr, prompt: terminalPrompt(input, { stderr, newLine: () => undefined }) };
}

test('writes results to stdout as they are, and the story to stderr, a line each', () => {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const output = streamOutput({ stdout, stderr, show: () => undefined });
  output.result('{}');
  output.story('done');
  expect([String(stdout.read()), String(stderr.read())]).toEqual(['{}', 'done\n']);
});

test.each([
  [true, true],
  [undefined, false],
])('can ask where isTTY is %s: %s', (isTTY, expected) => {
  expect(prompt(isTTY).prompt.interactive).toBe(expected);
});

test.each([
  ['a line', 'yes\n', 'yes'],
  ['a line of Windows', 'yes\r\n', 'yes'],
  ['an empty line', '\n', ''],
])('asks on stderr, and reads %s', async (_, typed, expected) => {
  const { input, stderr, prompt: asking } = prompt();
  const answer = asking.ask('Sure? ', never);
  input.write(typed);
  expect([await answer, String(stderr.read())]).toEqual([expected, 'Sure? ']);
});

test('takes the end of input for no answer', async () => {
  const { input, prompt: asking } = prompt();
  const answer = asking.ask('Sure? ', never);
  input.end();
  expect(await answer).toBeNull();
});

test('after the end of input there is no answer to any question, each on a line of its own', async () => {
  const { input, stderr, prompt: asking } = prompt();
  input.end();
  expect(await asking.ask('One? ', never)).toBeNull();
  expect(await asking.ask('Two? ', never)).toBeNull();
  expect(String(stderr.read())).toBe('One? \nTwo? \n');
});

test('an interruption ends the question, and its line', async () => {
  const { stderr, prompt: asking } = prompt();
  const interruption = new AbortController();
  const answer = asking.ask('Sure? ', interruption.signal);
  interruption.abort();
  await expect(answer).rejects.toThrow();
  expect(String(stderr.read())).toBe('Sure? \n');
});

test('asks again, and reads the next line', async () => {
  const { input, prompt: asking } = prompt();
  const first = asking.ask('Sure? ', never);
  input.write('maybe\n');
  expect(await first).toBe('maybe');
  const second = asking.ask('Sure? ', never);
  input.write('yes\n');
  expect(await second).toBe('yes');
});
