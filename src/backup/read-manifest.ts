import { BACKUP_STORAGES, type BackupManifest, type FileDigest } from '../model/backup-manifest.ts';
import { printJson } from '../model/exact-json.ts';
import { fieldOf, isJsonArray, isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { shorten } from '../model/shorten.ts';
import { readBackupFile } from './backup-files.ts';
import { isTime, nameParts } from './backup-name.ts';

const SHA256 = /^[0-9a-f]{64}$/;
const UID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const K0S_VERSION = /^v\d+\.\d+\.\d+(?:[-+.][-+.0-9A-Za-z]*)?$/;
const LINE = /^[^\p{Cc}\p{Zl}\p{Zp}]+$/u;

/**
 * Narrows what a manifest holds, without its format. Throws a RangeError with a clause about the first
 * field that is missing, unknown or cannot be.
 */
export function readManifest(root: JsonObject): BackupManifest {
  const fields = readFields(root, 'it');
  const manifest: BackupManifest = {
    name: fields.text('name', LINE),
    cluster: fields.text('cluster', LINE),
    clusterUid: fields.textOrNull('clusterUid', UID),
    time: fields.text('time', LINE),
    k0sVersion: fields.textOrNull('k0sVersion', K0S_VERSION),
    storage: readStorage(fields),
    server: fields.textOrNull('server', LINE),
    configSha256: fields.text('configSha256', SHA256),
    archive: readDigest(fields.object('archive'), 'archive', []),
    stored: {
      ...readDigest(fields.object('stored'), 'stored', ['file', 'recipients']),
      file: readFields(fields.object('stored'), 'stored').text('file', LINE),
      recipients: readFields(fields.object('stored'), 'stored').texts('recipients', LINE),
    },
    replaces: fields.textOrNull('replaces', LINE),
  };
  fields.refuseOthers(Object.keys(manifest));
  checkNames(manifest);
  return manifest;
}

/** Reads fields of an object, `where` being its name in what is thrown. */
function readFields(object: JsonObject, where: string) {
  const value = (key: string): Json => {
    const found = fieldOf(object, key);
    if (found === undefined) throw new RangeError(`${where} has no ${key}`);
    return found;
  };
  const text = (key: string, form: RegExp): string => {
    const found = value(key);
    if (typeof found !== 'string' || !form.test(found)) throw unfit(where, key, found);
    return found;
  };
  return {
    text,
    textOrNull: (key: string, form: RegExp) => (value(key) === null ? null : text(key, form)),
    texts(key: string, form: RegExp): readonly string[] {
      const found = value(key);
      const isWhole = isJsonArray(found) && found.every((one) => isText(one) && form.test(one));
      if (!isWhole) throw unfit(where, key, found);
      return found.filter(isText);
    },
    size(key: string): number {
      const found = value(key);
      if (typeof found === 'number' && Number.isSafeInteger(found) && found > 0) return found;
      throw unfit(where, key, found);
    },
    object(key: string): JsonObject {
      const found = value(key);
      if (isJsonObject(found)) return found;
      throw unfit(where, key, found);
    },
    refuseOthers(known: readonly string[]) {
      const other = Object.keys(object).find((key) => !known.includes(key));
      if (other !== undefined)
        throw new RangeError(`${where} has an unknown ${shorten(other, 60)}`);
    },
  };
}

function isText(value: Json): value is string {
  return typeof value === 'string';
}

function readStorage(fields: ReturnType<typeof readFields>): BackupManifest['storage'] {
  const storage = fields.text('storage', LINE);
  const known = BACKUP_STORAGES.find((name) => name === storage);
  if (known === undefined) throw unfit('it', 'storage', storage);
  return known;
}

function readDigest(object: JsonObject, where: string, more: readonly string[]): FileDigest {
  const fields = readFields(object, where);
  fields.refuseOthers(['sha256', 'size', ...more]);
  return { sha256: fields.text('sha256', SHA256), size: fields.size('size') };
}

/** The parts of a manifest have to be about one backup. */
function checkNames({ name, cluster, time, stored, replaces }: BackupManifest): void {
  const parts = nameParts(name);
  if (parts?.stem.endsWith(`_${cluster}`) !== true) throw unfit('it', 'name', name);
  if (!isTime(time)) throw unfit('it', 'time', time);
  if (readBackupFile(name, stored.file)?.type !== 'archive')
    throw unfit('stored', 'file', stored.file);
  const replaced = replaces === null || nameParts(replaces) !== null;
  if (!replaced || replaces === name) throw unfit('it', 'replaces', replaces);
}

function unfit(where: string, key: string, value: Json): RangeError {
  return new RangeError(`${where} has an impossible ${key}: ${shorten(printJson(value), 80)}`);
}
