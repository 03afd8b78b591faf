import { isAddress, isHost, isMac, isRange, isUri } from './format-network.ts';
import { isDate, isDuration, isLenientTime, isMicroTime, isTime } from './format-time.ts';
import type { Dialect } from './shape.ts';

/** What a text is not that it should be by its format, in words; null where it is, or nobody checks it. */
export function formatFault(text: string, format: string, dialect: Dialect): string | null {
  const known = (dialect === 'builtin' ? BUILTIN : CUSTOM)[format.replaceAll('-', '')];
  return known === undefined || known.isFit(text) ? null : known.name;
}

interface Format {
  readonly name: string;
  readonly isFit: (text: string) => boolean;
}

/** By their names without dashes, which do not count. */
type Formats = Readonly<Record<string, Format>>;

const TIME = 'time, such as 2030-12-31T23:59:59Z';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Formats of Go's types. Line ends within base64 do not count. */
const BUILTIN: Formats = {
  byte: { name: 'base64', isFit: (text) => BASE64.test(text.replace(/[\r\n]/g, '')) },
  datetime: { name: TIME, isFit: isTime },
  microtime: {
    name: 'time with six digits after the point, such as 2030-12-31T23:59:59.000000Z',
    isFit: isMicroTime,
  },
};

const UUID = /^[\da-f]{8}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{12}$/i;

/** https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation */
const CUSTOM: Formats = {
  byte: { name: 'base64', isFit: (text) => text !== '' && BASE64.test(text) },
  cidr: { name: 'range of IP addresses, such as 10.0.0.0/8', isFit: isRange },
  date: { name: 'date, such as 2030-12-31', isFit: isDate },
  datetime: { name: TIME, isFit: isLenientTime },
  duration: { name: 'duration, such as 1h30m', isFit: isDuration },
  email: {
    name: 'mail address',
    isFit: (text) => /^(?:.*<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/.test(text),
  },
  hostname: { name: 'name of a host', isFit: isHost },
  ipv4: { name: 'IPv4 address', isFit: (text) => isAddress(text) && text.includes('.') },
  ipv6: { name: 'IPv6 address', isFit: (text) => isAddress(text) && text.includes(':') },
  mac: { name: 'MAC address', isFit: isMac },
  uri: { name: 'URI, such as https://example.com/path', isFit: isUri },
  uuid: { name: 'UUID', isFit: (text) => UUID.test(text) },
};
