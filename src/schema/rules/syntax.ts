import { isAddress, isRange } from '../format-network.ts';
import { isQuantityBelowZero } from '../quantity.ts';
import { isDnsLabel, isDnsName, keyFault, labelFault } from '../../model/name-syntax.ts';
import { scheduleFault } from './schedule.ts';
import { isTimeZone } from './time-zone.ts';

/** What is wrong with a text, as the end of a sentence; null where nothing is. */
export type Syntax = (text: string) => string | null;

/** Of what the API server checks by rules of its own and not by schemas. */
export const SYNTAX = {
  absolutePath: must((text) => text.startsWith('/'), 'be an absolute path'),
  address: must(isAddress, 'be an IP address'),
  addressRange: must(isRange, 'be a range of IP addresses, such as 10.0.0.0/8'),
  clusterAddress: must((text) => text === 'None' || isAddress(text), 'be an IP address, or None'),
  dnsLabel: must(
    isDnsLabel,
    'be a DNS label: at most 63 lower case letters, digits and dashes, with a letter or digit at both ends',
  ),
  dnsName: must(
    (text) => isDnsName(text),
    'be a DNS name: at most 253 lower case letters, digits, dashes and dots, with a letter or digit at both ends of each part',
  ),
  dnsWord: must(
    (text) => text.length <= 63 && /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/.test(text),
    'be at most 63 lower case letters, digits and dashes, beginning with a letter',
  ),
  driver: must(
    (text) => isDnsName(text.toLowerCase(), 63),
    'be the name of a driver: at most 63 letters, digits, dashes and dots',
  ),
  host: must(
    (text) => isDnsName(text.replace(/^\*\./, '')) && text.length <= 253,
    'be the name of a host, maybe with *. before it',
  ),
  domainPath: must((text) => {
    const [domain = '', ...path] = text.split('/');
    return isDnsName(domain) && path.join('/') !== '' && text.length <= 250;
  }, 'be a domain and a path, such as example.com/foo'),
  image: must((text) => text === text.trim(), 'have no spaces around it'),
  key: keyFault,
  configKey: must(
    (text) =>
      text.length <= 253 &&
      /^[-._a-zA-Z0-9]+$/.test(text) &&
      text !== '.' &&
      !text.startsWith('..'),
    'have a name of at most 253 letters, digits, dashes, underscores and dots, that is not . and does not begin with ..',
  ),
  labelValue: labelFault,
  lowerKey: (text) => keyFault(text.toLowerCase()),
  portName: must(
    (text) => text.length <= 15 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text) && /[a-z]/.test(text),
    'be the name of a port: at most 15 lower case letters, digits and single dashes, at least one letter among them',
  ),
  percentage: must((text) => /^\d+%$/.test(text), 'be a number or a percentage, such as 25%'),
  schedule: scheduleFault,
  timeZone: must(isTimeZone, 'be a time zone by its name, such as Europe/Berlin'),
  variable: must((text) => /^[ -<>-~]+$/.test(text), 'be of printable ASCII characters without ='),
  positiveQuantity: must((text) => !isQuantityBelowZero(text), 'not be below zero'),
} as const satisfies Readonly<Record<string, Syntax>>;

export type SyntaxName = keyof typeof SYNTAX;

function must(isFit: (text: string) => boolean, what: string): Syntax {
  return (text) => (isFit(text) ? null : `must ${what}.`);
}
