import { printJson } from '../model/exact-json.ts';
import { encodedSecrets, type Span } from './encoded-secrets.ts';

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

/** A text with a mark in place of each secret, and of each word that holds one in base64. */
export function scrubSecrets(text: string, secrets: readonly string[]): string {
  const ways = secrets.flatMap(waysToWrite).toSorted((one, other) => other.length - one.length);
  if (ways.length === 0) return text;
  return markSpans(text, [...spansOf(text, ways), ...encodedSecrets(text, ways)]);
}

/** The longest first: a secret may be a part of another one. */
function spansOf(text: string, texts: readonly string[]): readonly Span[] {
  const any = texts.map((one) => one.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')).join('|');
  return [...text.matchAll(new RegExp(any, 'g'))].map(({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
  }));
}

/** All at once: a secret may be a part of the mark. Of spans that overlap, nothing is left. */
function markSpans(text: string, spans: readonly Span[]): string {
  let clean = '';
  let end = 0;
  for (const span of spans.toSorted((one, other) => one.start - other.start)) {
    if (span.start >= end && span.end > end) clean += text.slice(end, span.start) + SECRET;
    end = Math.max(end, span.end);
  }
  return clean + text.slice(end);
}

/** A text as it is, in quotes, in quotes within quotes, and encoded for a URL. */
function waysToWrite(secret: string): readonly string[] {
  if (secret === '') return [];
  const quoted = printJson(secret).slice(1, -1);
  return [...new Set([secret, quoted, printJson(quoted).slice(1, -1), encodeURIComponent(secret)])];
}
