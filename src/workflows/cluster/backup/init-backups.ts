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

/** What the hostgroup has to say, so that backups can be taken. */
export interface InitResult {
  /** The recipients that it lacks; empty where it has them. */
  readonly recipients: readonly string[];
  /** The signers that it lacks. */
  readonly signers: readonly string[];
}

/**
 * Makes the store and the keys of backups that are not there yet, and replaces none. Keys that the
 * hostgroup declares already must be there: others in their place would leave every backup shut.
 */
export async function initBackups(
  request: EvaluationRequest,
  ports: InitPorts,
  signal: AbortSignal,
): Promise<InitResult> {
  const { cluster } = await describeCluster(request, ports, signal);
  const rules = backupRules(cluster);
  const store = await ports.openStore(rules.store);
  if (rules.signingKey === null) throw noSource('signingKey', '/run/secrets/backup-signing.pem');
  if (rules.recipients.type === 'age' && rules.identity === null)
    throw noSource('identity', '/run/secrets/backup-identity.txt');
  const signers = await initSigningKey(rules, ports);
  const recipients = await initIdentity(rules, ports);
  const made = await store.create(signal);
  ports.story.tell(
    made === 'made' ? `made the store: ${store.place}` : `the store is there: ${store.place}`,
  );
  if (recipients.length === 0 && signers.length === 0) await tryKeys(cluster, ports, signal);
  return { recipients, signers };
}

async function initSigningKey(rules: BackupRules, ports: InitPorts): Promise<readonly string[]> {
  const { signingKey, signers } = rules;
  if (signingKey === null) throw noSource('signingKey', '/run/secrets/backup-signing.pem');
  const text = await readOrMake(
    { name: 'signingKey', source: signingKey, declared: signers },
    () => Promise.resolve(ports.keys.newSigningKey()),
    ports,
  );
  const signer = ports.signatures.publicKey(text);
  if (signers.length > 0 && !signers.includes(signer))
    throw otherKey('signingKey', 'signers', [signer]);
  return signers.length > 0 ? [] : [signer];
}

/** With recipients of OpenPGP, gpg has the keys. */
async function initIdentity(rules: BackupRules, ports: InitPorts): Promise<readonly string[]> {
  const { identity, recipients } = rules;
  if (recipients.type === 'gpg') return [];
  if (identity === null) throw noSource('identity', '/run/secrets/backup-identity.txt');
  const text = await readOrMake(
    { name: 'identity', source: identity, declared: recipients.keys },
    () => ports.keys.newIdentity(),
    ports,
  );
  const own = await ports.keys.recipientsOf(text);
  if (recipients.keys.length > 0 && !own.some((key) => recipients.keys.includes(key)))
    throw otherKey('identity', 'recipients', own);
  return recipients.keys.length > 0 ? [] : own;
}

interface Key {
  readonly name: 'identity' | 'signingKey';
  readonly source: SecretSource;
  /** The public keys that the hostgroup has already. */
  readonly declared: readonly string[];
}

async function readOrMake(
  { name, source, declared }: Key,
  make: () => Promise<string>,
  ports: InitPorts,
): Promise<string> {
  const isThere =
    source.type === 'variable' || (await ports.files.look(source.file)).type !== 'missing';
  if (isThere) return ports.secrets.read(source, `kubernixos.cluster.backup.${name}`);
  if (declared.length > 0) throw lostKey(name, source.file);
  const text = await make();
  await ports.keys.write(source.file, text);
  ports.story.tell(`made ${source.file}: keep a copy of it where a fire here does not reach it`);
  return text;
}

function noSource(name: Key['name'], example: string): Failure {
  return new Failure({
    code: 'no-key-source',
    message: `kubernixos.cluster.backup says not where its ${name} is`,
    hint: `Write kubernixos.cluster.backup.${name}File = "${example}"; it is made there, unless it is there. Nothing was changed.`,
  });
}

function lostKey(name: Key['name'], file: string): Failure {
  const list = name === 'identity' ? 'recipients' : 'signers';
  return new Failure({
    code: 'lost-key',
    message: `kubernixos.cluster.backup.${list} is declared, and its key is not in ${file}`,
    hint: `Put it there, from your copy of it. To replace it: see cluster rekey in docs/backups.md. Nothing was changed.`,
  });
}

function otherKey(name: Key['name'], list: string, own: readonly string[]): Failure {
  return new Failure({
    code: 'other-key',
    message: `the ${name} of kubernixos.cluster.backup is none of its ${list}: its public part is ${own.join(' and ')}`,
    hint: `Name the file of the right key, or add that line to ${list}. To replace keys: see cluster rekey in docs/backups.md. Nothing was changed.`,
  });
}
