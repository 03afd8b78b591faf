import type { SourceFile } from '../../ports/manifest-sources.ts';
import { isJsonText } from './json-scalar.ts';
import type { SourceProblem } from './source-problem.ts';

/**
 * Finds characters that kubectl does not allow in YAML, or takes for the end of a line where newer
 * versions of YAML do not. https://yaml.org/spec/1.1/#id868524
 */
export function findForeignText({ name, text }: SourceFile): readonly SourceProblem[] {
  if (isJsonText(text)) return [];
  const at = text.search(FOREIGN);
  if (at < 0) return [];
  const code = (text.codePointAt(at) ?? 0).toString(16).padStart(4, '0');
  const line = text.slice(0, at).split('\n').length;
  const message = `kubectl does not read the character U+${code.toUpperCase()} as it stands here; write it as "\\u${code}" in double quotes`;
  return [{ file: name, line, document: null, message }];
}

const FOREIGN =
  /[^\n\r\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;
