import { isIP } from 'node:net';

/** Zeros before a number of an IPv4 address were read as nothing by Go, and the API server still does. */
export function isAddress(text: string): boolean {
  return isIP(text.replace(/(?<=^|[.:])0+(?=\d)/g, '')) !== 0;
}

/** An address and the length of its prefix. */
export function isRange(text: string): boolean {
  const [, address = '', length = ''] = /^(.+)\/(\d{1,3})$/.exec(text) ?? [];
  return isAddress(address) && Number(length) <= (address.includes(':') ? 128 : 32);
}

export function isHost(text: string): boolean {
  return (
    text.length <= 255 && HOST.test(text) && text.split('.').every((part) => part.length <= 63)
  );
}

/** As kube-openapi has it: one label, or several with a last one of two or more letters. */
const HOST =
  /^(?:[\da-z\p{S}\p{L}](?:-?[\da-z\p{S}\p{L}]{0,62})?|(?:[\da-z\p{S}\p{L}](?:[-\da-z\p{S}\p{L}]{0,61}[\da-z\p{S}\p{L}])?\.)+[a-z\p{L}]{2,63})$/iu;

export function isMac(text: string): boolean {
  return MAC.test(text);
}

const MAC =
  /^[\da-f]{2}(?:([:-])[\da-f]{2}(?:\1[\da-f]{2}){4,18}|)$|^[\da-f]{4}(?:\.[\da-f]{4}){2,9}$/i;

/** A URI with a scheme, or an absolute path, as Go reads it. */
export function isUri(text: string): boolean {
  if (/[\p{Cc}]/u.test(text) || /%(?![\da-f]{2})/i.test(text)) return false;
  const [, rest = null] = /^(?:[a-z][-+.\da-z]*:)?(.*)$/is.exec(text) ?? [];
  if (rest === null || (rest === text && !rest.startsWith('/'))) return false;
  const host = /^\/\/([^/?#]*)/.exec(rest)?.[1] ?? '';
  return !/\s/.test(host) && rest !== '';
}
