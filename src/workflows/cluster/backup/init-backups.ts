import type { EvaluationRequest } from '../../../evaluate/evaluation-request.ts';
import type { BackupRules } from '../../../model/backup-rules.ts';
import type { SecretSource } from '../../../model/cluster.ts';
import { Failure } from '../../../model/failure.ts';
import type { KeyMaker } from '../../../ports/key-maker.ts';
import { describeCluster } from '../describe-cluster.ts';
import type { BackupPorts } from './backup-ports.ts';
import { backupRules } from './backup-session.ts';
import { tryKeys } from './try-keys.ts';

export interface InitPorts extends BackupPorts {
  readonly keys: KeyMaker;
}

/** What the hostgroup has to say, so that backups can be taken: the public keys that it lacks. */
export interface InitResult {
  readonly recipients: readonly string[];
  readonly signers: readonly string[];
}

/**
 * Makes the store and the keys of backups that are not there yet, and replaces none. Keys that the
 * hostgroup declares already must be there: others in their place would leave every backup shut. All of
 * that is looked at before the first of them is made.
 */
export async function initBackups(
  request: EvaluationRequest,
  ports: InitPorts,
  signal: AbortSignal,
): Promise<InitResult> {
  const { cluster } = await describeCluster(request, ports, signal);
  const rules = backupRules(cluster);
  const store = await ports.openStore(rules);
  const found = [];
  for (const key of keysOf(rules, ports)) found.push({ key, text: await findKey(key, ports) });
  const lacking: Record<Key['list'], readonly string[]> = { recipients: [], signers: [] };
  for (const { key, text } of found)
    if (key.declared.length === 0)
      lacking[key.list] = await key.publicKeysOf(text ?? (await makeKey(key, ports)));
  const made = await store.create(signal);
  ports.story.tell(
    made === 'made' ? `made the store: ${store.place}` : `the store is there: ${store.place}`,
  );
  if (Object.values(lacking).every((keys) => keys.length === 0))
    await tryKeys(cluster, ports, signal);
  return lacking;
}

interface Key {
  readonly name: 'identity' | 'signingKey';
  /** The option that has its public keys. */
  readonly list: 'recipients' | 'signers';
  readonly source: SecretSource | null;
  /** The public keys that the hostgroup has already. */
  readonly declared: readonly string[];
  readonly make: () => Promise<string>;
  readonly publicKeysOf: (text: string) => Promise<readonly string[]>;
}

/** With recipients of OpenPGP, gpg has the keys that open backups. */
function keysOf(
  { signingKey, signers, identity, recipients }: BackupRules,
  { keys, signatures }: InitPorts,
): readonly Key[] {
  const signing: Key = {
    name: 'signingKey',
    list: 'signers',
    source: signingKey,
    declared: signers,
    make: () => Promise.resolve(keys.newSigningKey()),
    publicKeysOf: (text) => Promise.resolve([signatures.publicKey(text)]),
  };
  if (recipients.type === 'gpg') return [signing];
  const opening: Key = {
    name: 'identity',
    list: 'recipients',
    source: identity,
    declared: recipients.keys,
    make: () => keys.newIdentity(),
    publicKeysOf: (text) => keys.recipientsOf(text),
  };
  return [signing, opening];
}

/** A key that is there; null where it is to be made. Throws a `Failure` where it must be there, or is another one. */
async function findKey(key: Key, { files, secrets }: InitPorts): Promise<string | null> {
  const { name, source, declared, publicKeysOf } = key;
  if (source === null) throw noSource(name);
  if (source.type === 'file' && (await files.look(source.file)).type === 'missing') {
    if (declared.length > 0) throw lostKey(key, source.file);
    return null;
  }
  const text = await secrets.read(source, `kubernixos.cluster.backup.${name}`);
  const own = await publicKeysOf(text);
  if (declared.length > 0 && !own.some((one) => declared.includes(one))) throw otherKey(key, own);
  return text;
}

async function makeKey({ source, make }: Key, { keys, story }: InitPorts): Promise<string> {
  if (source?.type !== 'file') throw new Error('only files are made');
  const text = await make();
  await keys.write(source.file, text);
  story.tell(`made ${source.file}: keep a copy of it where a fire here does not reach it`);
  return text;
}

const EXAMPLES: Readonly<Record<Key['name'], string>> = {
  identity: '/run/secrets/backup-identity.txt',
  signingKey: '/run/secrets/backup-signing.pem',
};

function noSource(name: Key['name']): Failure {
  return new Failure({
    code: 'no-key-source',
    message: `kubernixos.cluster.backup says not where its ${name} is`,
    hint: `Write kubernixos.cluster.backup.${name}File = "${EXAMPLES[name]}"; it is made there, unless it is there. Nothing was changed.`,
  });
}

function lostKey({ list }: Key, file: string): Failure {
  return new Failure({
    code: 'lost-key',
    message: `kubernixos.cluster.backup.${list} is declared, and its key is not in ${file}`,
    hint: `Put it there, from your copy of it. To replace it: see cluster rekey in docs/backups.md. Nothing was changed.`,
  });
}

function otherKey({ name, list }: Key, own: readonly string[]): Failure {
  return new Failure({
    code: 'other-key',
    message: `the ${name} of kubernixos.cluster.backup is none of its ${list}: its public part is ${own.join(' and ')}`,
    hint: `Name the file of the right key, or add that line to ${list}. To replace keys: see cluster rekey in docs/backups.md. Nothing was changed.`,
  });
}
