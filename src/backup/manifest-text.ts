import stableStringify from 'fast-json-stable-stringify';
import type { BackupManifest } from '../model/backup-manifest.ts';
import { parseJson } from '../model/exact-json.ts';
import { Failure } from '../model/failure.ts';
import { fieldOf, isJsonObject, type Json, withoutFields } from '../model/json.ts';
import { reasonOf } from '../model/reason-of.ts';
import { shorten } from '../model/shorten.ts';
import { readManifest } from './read-manifest.ts';

const FORMAT = 'kubernixos-backup/1';

/** The text that is signed: JSON in one line, its keys in order, with the format that it is in. */
export function manifestText(manifest: BackupManifest): string {
  return `${stableStringify({ format: FORMAT, ...manifest })}\n`;
}

/**
 * Reads the manifest of a backup. Throws a `Failure` for all that `manifestText` would not have written
 * for it: another format, a missing, unknown or repeated key, a value that cannot be, another name.
 */
export function parseManifest(text: string, backup: string): BackupManifest {
  const root = attempt(() => parseText(text), backup);
  if (!isJsonObject(root)) throw damaged('it is no object of JSON', backup);
  const format = fieldOf(root, 'format') ?? null;
  if (format !== FORMAT) throw unknownFormat(format, backup);
  const manifest = attempt(() => readManifest(withoutFields(root, ['format'])), backup);
  if (manifestText(manifest) !== text) throw damaged('it is not written as it is signed', backup);
  if (manifest.name !== backup) throw damaged(`it is that of ${manifest.name}`, backup);
  return manifest;
}

function parseText(text: string): Json {
  try {
    return parseJson(text);
  } catch (cause) {
    throw new RangeError(`it is no JSON: ${reasonOf(cause)}`, { cause });
  }
}

function attempt<T>(read: () => T, backup: string): T {
  try {
    return read();
  } catch (error) {
    throw damaged(reasonOf(error), backup, error);
  }
}

function unknownFormat(format: Json, backup: string): Failure {
  const shown = typeof format === 'string' ? shorten(JSON.stringify(format), 60) : 'none';
  return new Failure({
    code: 'manifest-unknown',
    message: `the manifest of ${backup} is not of the format ${FORMAT}: it says ${shown}`,
    hint: 'Use the version of kubernixos that made this backup, or a newer one.',
  });
}

function damaged(reason: string, backup: string, cause?: unknown): Failure {
  return new Failure({
    code: 'manifest-damaged',
    message: `the manifest of ${backup} is damaged: ${reason}`,
    hint: 'Nothing of this backup was used. Use another one.',
    cause,
  });
}
