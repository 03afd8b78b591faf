import { isJsonObject, type Json } from '../model/json.ts';
import type { Manifest } from '../model/manifest.ts';

/** Takes the next line; gives what may be shown of it, or null for a line to leave out. */
export type Redactor = (line: string) => string | null;

/**
 * A redactor for the standard error of one kubectl. A client-side apply that fails prints the whole
 * patch, which may hold what is in the cluster already, up to a line that begins with `for:`:
 * https://github.com/kubernetes/kubectl/blob/master/pkg/cmd/apply/patcher.go
 * Elsewhere, the values of the release's own Secrets are replaced.
 */
export function redactStderr(secrets: readonly string[]): Redactor {
  let inPatch = false;
  return (line) => {
    if (inPatch && !line.startsWith(PATCH_END)) return null;
    inPatch = line.includes(PATCH_BEGIN);
    const text = inPatch ? `${before(line, PATCH_BEGIN)}${PATCH_BEGIN} ${WITHHELD}` : line;
    return secrets.reduce((some, secret) => some.replaceAll(secret, MASK), text);
  };
}

const PATCH_BEGIN = 'applying patch:';
const PATCH_END = 'for: ';
const WITHHELD = '(not shown: it may hold secrets)';
const MASK = '***';

/** Shorter ones are in too many words. */
const SHORTEST = 4;
const SHORTEST_LINE = 8;

/** Every form in which the values of a release's Secrets may be printed, the longest first. */
export function secretTexts(manifests: readonly Manifest[]): readonly string[] {
  const texts = manifests
    .filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Secret')
    .flatMap(({ object }) => [
      ...stringsOf(object['data']).flatMap((value) => [value, ...formsOf(decode(value))]),
      ...stringsOf(object['stringData']).flatMap((value) => [encode(value), ...formsOf(value)]),
    ]);
  return [...new Set(texts)]
    .filter((text) => text.length >= SHORTEST)
    .sort((a, b) => b.length - a.length);
}

function stringsOf(values: Json | undefined): readonly string[] {
  if (!isJsonObject(values)) return [];
  return Object.values(values).filter((value) => typeof value === 'string');
}

/** As it is, as Go prints it in quotes and in JSON, and line by line. */
function formsOf(value: string): readonly string[] {
  const quoted = JSON.stringify(value).slice(1, -1);
  const lines = value.split(/\r?\n/).filter((line) => line.length >= SHORTEST_LINE);
  return [value, quoted, quoted.replace(/[<>&]/g, goEscape), value.trim(), ...lines];
}

function goEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function decode(value: string): string {
  return Buffer.from(value, 'base64').toString('utf8');
}

function encode(value: string): string {
  return Buffer.from(value, 'utf8').toString('base64');
}

function before(text: string, mark: string): string {
  return text.slice(0, text.indexOf(mark));
}
