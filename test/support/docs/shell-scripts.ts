import { parseAllDocuments } from 'yaml';
import { type Block, readBlocks } from './read-blocks.ts';
import type { Page } from './read-pages.ts';

/** What a page wants a shell to run: its blocks `sh` and `console`, and the scripts in its YAML. */
export function shellScripts({ text }: Page): readonly string[] {
  return readBlocks(text).flatMap(scriptsOf);
}

function scriptsOf({ language, text }: Block): readonly string[] {
  if (language === 'sh') return [text];
  if (language === 'console') return [consoleCommands(text).join('\n')];
  if (language !== 'yaml') return [];
  return parseAllDocuments(text).flatMap((document) => stepsIn(document.toJS() as unknown));
}

/** The commands of a block `console`, without what they print. */
export function consoleCommands(text: string): readonly string[] {
  return [...text.matchAll(/^\$ (.*)$/gm)].map(([, command = '']) => command);
}

/** Scripts of pipelines: strings under `run` and `script`, and arguments of `-c`. */
function stepsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]: [string, unknown]) => {
    if (!SCRIPT_KEYS.includes(key)) return stepsIn(item);
    if (typeof item === 'string') return [item];
    return Array.isArray(item) ? item.filter((line) => typeof line === 'string') : stepsIn(item);
  });
}

const SCRIPT_KEYS = ['run', 'script', 'before_script', 'args'];
