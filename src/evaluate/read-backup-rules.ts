import type {
  BackupRules,
  DrillRules,
  Recipients,
  Retention,
  StoreRules,
} from '../model/backup-rules.ts';
import type { SecretSource } from '../model/cluster.ts';
import type { Json, JsonObject } from '../model/json.ts';
import {
  list,
  number,
  object,
  string,
  stringOrNull,
  strings,
  unexpected,
} from './narrow-result.ts';
import { duration, readLocalFile, readSource } from './read-cluster-parts.ts';

/** Narrows what `lib/cluster/backup` says; null where nothing is backed up. */
export function readBackupRules(value: Json): BackupRules | null {
  if (value === null) return null;
  const backup = object(value, 'backup');
  return {
    prefix: string(backup['prefix'], 'backup.prefix'),
    recipients: readRecipients(backup),
    signers: strings(backup['signers'], 'backup.signers'),
    signingKey: sourceOrNull(backup['signingKey'], 'backup.signingKey'),
    identity: sourceOrNull(backup['identity'], 'backup.identity'),
    store: readStore(object(backup['store'], 'backup.store')),
    maxAge: durationOrNull(backup['maxAge'], 'backup.maxAge'),
    retention: readRetention(object(backup['retention'], 'backup.retention')),
    drill: readDrill(backup['drill'] ?? null),
  };
}

function readRecipients(backup: JsonObject): Recipients {
  const recipients = strings(backup['recipients'], 'backup.recipients');
  return backup['encryption'] === 'gpg'
    ? { type: 'gpg', fingerprints: recipients.map((one) => one.toUpperCase()) }
    : { type: 'age', keys: recipients };
}

function readStore(store: JsonObject): StoreRules {
  switch (store['type']) {
    case 'directory':
      return { type: 'directory', path: string(store['path'], 'backup.store.path') };
    case 'git':
      return readGit(store);
    case 'restic':
      return {
        type: 'restic',
        repository: string(store['repository'], 'backup.store.repository'),
        password: readSource(
          object(store['password'], 'backup.store.password'),
          'backup.store.password',
        ),
        variables: strings(store['variables'], 'backup.store.variables'),
      };
    default:
      throw unexpected('backup.store.type', store['type']);
  }
}

function readGit(store: JsonObject): StoreRules {
  const committer = object(store['committer'], 'backup.store.committer');
  const signingKey = stringOrNull(store['signingKey'] ?? null, 'backup.store.signingKey');
  return {
    type: 'git',
    uri: string(store['uri'], 'backup.store.uri'),
    branch: string(store['branch'], 'backup.store.branch'),
    directory: string(store['directory'], 'backup.store.directory'),
    committer: {
      name: string(committer['name'], 'backup.store.committer.name'),
      email: string(committer['email'], 'backup.store.committer.email'),
    },
    signingKey: signingKey === null ? null : signingKey.toUpperCase(),
    knownHosts: string(store['knownHosts'], 'backup.store.knownHosts'),
  };
}

function readRetention(retention: JsonObject): Retention {
  const count = (name: keyof Retention) => number(retention[name], `backup.retention.${name}`);
  return {
    last: count('last'),
    daily: count('daily'),
    weekly: count('weekly'),
    monthly: count('monthly'),
  };
}

function readDrill(value: Json): DrillRules | null {
  if (value === null) return null;
  const drill = object(value, 'backup.drill');
  return {
    host: object(drill['host'], 'backup.drill.host'),
    knownHosts: string(drill['knownHosts'], 'backup.drill.knownHosts'),
    localFiles: list(drill['localFiles'], 'backup.drill.localFiles').map(readLocalFile),
    maxAge: durationOrNull(drill['maxAge'], 'backup.drill.maxAge'),
  };
}

function durationOrNull(value: Json | undefined, path: string): number | null {
  return value === null ? null : duration(value, path);
}

function sourceOrNull(value: Json | undefined, path: string): SecretSource | null {
  return value === null ? null : readSource(object(value, path), path);
}
