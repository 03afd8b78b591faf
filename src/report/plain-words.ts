import { stripVTControlCharacters } from 'node:util';
import { escapeUnprintable } from '../model/unprintable.ts';

/** https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda */
const LINK =
  // eslint-disable-next-line no-control-regex -- It is about control characters.
  /\u001b\]8;[^;]*;([^\u0007\u001b]+)(?:\u0007|\u001b\\)(.*?)\u001b\]8;[^;]*;(?:\u0007|\u001b\\)/gs;

/**
 * What an exec plugin says, without its colours and all else that commands the terminal. The address
 * behind a link stays as text: people have to log in there. Nothing is cut.
 */
export function plainWords(text: string): string {
  const linked = text.replaceAll(LINK, (_, address: string, words: string) =>
    words.includes(address) ? words : `${words} (${address})`,
  );
  return escapeUnprintable(stripVTControlCharacters(linked).replaceAll(/\r\n?/g, '\n'));
}
