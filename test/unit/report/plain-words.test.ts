import { expect, test } from 'vitest';
import { plainWords } from '../../../src/report/plain-words.ts';

const url = 'https://login.example.com/device?code=ABC&x=y';
const link = (text: string, end: string) => `\u001b]8;;${url}${end}${text}\u001b]8;;${end}`;

test.each([
  ['plain words', `To sign in, open ${url}\n`, `To sign in, open ${url}\n`],
  ['colours', `\u001b[1;32mopen\u001b[0m ${url}`, `open ${url}`],
  ['a link', `open ${link('this page', '\u001b\\')}.\n`, `open this page (${url}).\n`],
  ['a link that ends by BEL', `open ${link('this page', '\u0007')}.`, `open this page (${url}).`],
  ['a link whose text is its address', link(url, '\u001b\\'), url],
  ['progress on one line', 'waiting\rdone\r\n', 'waiting\ndone\n'],
  ['a question', 'Password: ', 'Password: '],
  ['a title and a cleared screen', '\u001b]0;x\u0007\u001b[2Jhello', 'hello'],
  ['text that turns', 'a\u202eb', 'a\\u202eb'],
])('of %s people read what is to be read', (_, said, read) => {
  expect(plainWords(said)).toBe(read);
});
