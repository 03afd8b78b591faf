import { expect, test } from 'vitest';
import { proxyWords } from '../../../src/adapters/proxy-words.ts';

const LOG = 'E1120 15:55:59.655881   12345 proxy_server.go:147] Error while proxying request\n';
const GO_LOG = '2026/11/25 20:19:27 httputil: ReverseProxy read error during body copy: EOF\n';

/** Hears these chunks. */
function hear(...chunks: readonly (string | Uint8Array)[]) {
  const told: string[] = [];
  const words = proxyWords((text) => told.push(text));
  for (const chunk of chunks)
    words.push(typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk);
  return { told: () => told.join(''), words };
}

const letter = new TextEncoder().encode('ü');

test.each<[string, readonly (string | Uint8Array)[], string, string]>([
  ['a line', ['enter CODE\n'], 'enter CODE\n', ''],
  ['a question without line end', ['Code: '], 'Code: ', ''],
  ['a question that begins like a log', ['E', 'mail: '], 'Email: ', ''],
  ['a question that comes in parts', ['Co', 'de', ': '], 'Code: ', ''],
  ['a letter in two parts', [letter.subarray(0, 1), letter.subarray(1)], 'ü', ''],
  ['a line in which a log line stands', ['see ', LOG], `see ${LOG}`, ''],
  ['the log of kubectl', [LOG, LOG], '', LOG + LOG],
  ['a log line in parts', ['E1', '120 15:55:59.6', LOG.slice('E1120 15:55:59.6'.length)], '', LOG],
  ['the log of Go', [GO_LOG], '', GO_LOG],
  ['the log of Go in parts', ['20', '26/11', GO_LOG.slice('2026/11'.length)], '', GO_LOG],
  ['a question that begins like that log', ['2', ' ways: '], '2 ways: ', ''],
  ['words between the log', [`${LOG}a\n${LOG}b`], 'a\nb', LOG + LOG],
  ['an error', ['err', 'or: no\n'], '', 'error: no\n'],
  ['an error without line end', ['error: no'], '', 'error: no'],
])('sorts %s', (_, chunks, told, untold) => {
  const heard = hear(...chunks);
  expect([heard.told(), heard.words.untold()]).toEqual([told, untold]);
});

test('tells an error in the end that did not end kubectl', () => {
  const { told, words } = hear('error: first try\n', 'second try\n');
  expect(told()).toBe('second try\n');
  words.release();
  expect([told(), words.untold()]).toEqual(['second try\nerror: first try\n', '']);
});
