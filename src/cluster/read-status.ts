import { parseJson } from '../model/exact-json.ts';
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { listAt, numberAt, textAt } from '../model/json-path.ts';
import type { K0sStatus } from '../model/host-survey.ts';
import type { Answer } from './read-answers.ts';

/** What `k0s status -o json` says; null where no k0s answered. */
export function readStatus(answer: Answer | undefined): K0sStatus | null {
  const status = answer?.exitCode === 0 ? jsonObject(answer.text) : null;
  if (status === null || textAt(status, 'Role') === '') return null;
  return {
    role: roleOf(status),
    version: textAt(status, 'Version'),
    pid: numberAt(status, 'Pid'),
    dataDir: textAt(status, 'K0sVars', 'DataDir') || dataDirIn(listAt(status, 'Args')),
  };
}

/** By the words that k0s was started with. */
function dataDirIn(words: readonly Json[]): string | null {
  const texts = words.map((word) => (typeof word === 'string' ? word : ''));
  const at = texts.findIndex((word) => /^--data-dir(?:=|$)/.test(word));
  const [, value] = /^--data-dir=(.*)$/.exec(texts[at] ?? '') ?? [];
  return (value ?? texts[at < 0 ? -1 : at + 1]) || null;
}

/** The object that a text of JSON holds; null for anything else. */
export function jsonObject(text: string): JsonObject | null {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** k0s has one role for controllers, which may run workloads too. Old ones are `server`. */
function roleOf(status: JsonObject): string {
  const role = textAt(status, 'Role').replace(/^server/, 'controller');
  if (role !== 'controller') return role;
  if (status['SingleNode'] === true) return 'single';
  return status['Workloads'] === true ? 'controller+worker' : role;
}
