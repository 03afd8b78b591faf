import { posix } from 'node:path';
import { isDataUrl } from './data-url-rule.ts';

/** What is wrong with a text, after its path and "is"; null where nothing is. */
export type TextRule = (text: string) => string | null;

/** A file or device of the node: absolute, and as plain as it can be written. */
export const absolutePath: TextRule = (text) => {
  if (!text.startsWith('/')) return 'no absolute path';
  const plain = posix.normalize(text).replace(/(?<=.)\/$/, '');
  return plain === text ? null : `not as plain as ${JSON.stringify(plain)}`;
};

/** Where an empty text stands for no value. */
export function orEmpty(rule: TextRule): TextRule {
  return (text) => (text === '' ? null : rule(text));
}

export function oneOf(...words: readonly string[]): TextRule {
  return (text) => (words.includes(text) ? null : `none of ${words.join(', ')}`);
}

export function urlOf(...schemes: readonly string[]): TextRule {
  return (text) => {
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase() ?? '';
    const isSound = URL.canParse(text) && !/[\s\p{Cc}]|%(?![0-9a-f]{2})/iu.test(text);
    return schemes.includes(scheme) && isSound ? null : `no URL of ${schemes.join(', ')}`;
  };
}

/** What Ignition fetches. */
export const source: TextRule = (text) => {
  if (!/^data:/i.test(text)) return urlOf('http', 'https', 'tftp', 'gs', 's3', 'data')(text);
  return isDataUrl(text) ? null : 'no URL of data';
};

export const hash: TextRule = (text) =>
  /^(?:sha512-[0-9a-f]{128}|sha256-[0-9a-f]{64})$/.test(text)
    ? null
    : 'no hash, sha512- or sha256- and hexadecimal digits';

export const guid: TextRule = (text) =>
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? null : 'no GUID';

const UNIT =
  /^[A-Za-z0-9:_.@\\-]+\.(?:service|socket|device|mount|automount|swap|target|path|timer|slice|scope)$/;

/** Names of units, as systemd.unit(5) has them: no other file can be meant. */
export const unitName: TextRule = (text) =>
  UNIT.test(text) && text.length < 256 ? null : 'no name of a unit';

/** What systemd reads beside a unit. */
export const dropinName: TextRule = (text) =>
  /^[^./\p{Cc}][^/\p{Cc}]*\.conf$/u.test(text) ? null : 'no name that ends in .conf';

/** The name of a device mapper's device. */
export const deviceName: TextRule = (text) => (text.includes('/') ? 'no name without /' : null);

/** Parts of the arguments of sgdisk. */
export const partitionLabel: TextRule = (text) =>
  text.length > 36 || text.includes(':') ? 'no label of at most 36 characters without :' : null;

/** Version 3.3.0 has no bits for setuid, setgid and sticky. */
export function fileMode(mode: number): string | null {
  return mode >= 0 && mode <= 0o777 ? null : 'no mode from 0 to 511, which is 0777';
}
