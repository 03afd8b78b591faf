import { printJson } from '../model/exact-json.ts';

const SECRET = '(secret)';
const CONFIGURATION = '(the configuration is left out; see: kubernixos cluster config)';

/**
 * k0sctl's log without what nobody else may read. The whole configuration stands in it, in one record,
 * and is left out; the secrets are taken out of every other one, as they are and as texts are quoted.
 */
export function scrubLog(log: string, secrets: readonly string[]): string {
  return scrubSecrets(
    log.replace(/^(.*? msg=)"apiVersion: .*$/gm, `$1"${CONFIGURATION}"`),
    secrets,
  );
}

/** A text with a mark in place of each secret. */
export function scrubSecrets(text: string, secrets: readonly string[]): string {
  const ways = secrets.flatMap(waysToWrite).toSorted((one, other) => other.length - one.length);
  return ways.length === 0 ? text : text.replace(anyOf(ways), SECRET);
}

/** All at once, the longest first: a secret may be a part of another one, or of the mark. */
function anyOf(texts: readonly string[]): RegExp {
  return new RegExp(
    texts.map((text) => text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')).join('|'),
    'g',
  );
}

/** A text as it is, in quotes, in quotes within quotes, and encoded as HTTP and shells get it. */
function waysToWrite(secret: string): readonly string[] {
  if (secret === '') return [];
  const quoted = printJson(secret).slice(1, -1);
  return [
    ...new Set([
      secret,
      quoted,
      printJson(quoted).slice(1, -1),
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64'),
      Buffer.from(secret, 'utf16le').toString('base64'),
    ]),
  ];
}
