import { listRecipients } from '../../../backup/is-stale.ts';
import { manifestText } from '../../../backup/manifest-text.ts';
import { backupFileName } from '../../../backup/backup-files.ts';
import type { BackupManifest, FileDigest } from '../../../model/backup-manifest.ts';
import { Failure } from '../../../model/failure.ts';
import type { Vault } from '../../../ports/vault.ts';
import type { BackupSession } from './backup-session.ts';
import { requireSame } from './open-backup.ts';

/** What a manifest says of an archive before it is stored. */
export type ArchiveFacts = Omit<BackupManifest, 'stored'>;

/**
 * Stores an archive that was verified: encrypted, read back, opened and compared. Its signed manifest
 * follows last, as the proof of that: what has none does not count as a backup.
 */
export async function storeArchive(
  session: BackupSession,
  {
    path,
    facts,
    vault,
  }: { readonly path: string; readonly facts: ArchiveFacts; readonly vault: Vault },
): Promise<BackupManifest> {
  const { rules, store, workspace, signal } = session;
  const { name } = facts;
  const key = await signingKey(session);
  const encrypted = workspace.path('encrypted');
  const digest = await vault.encrypt(path, encrypted, signal);
  const file = backupFileName(name, { type: 'archive', encryption: rules.recipients.type });
  await store.add(name, [{ name: file, path: encrypted }], signal);
  await workspace.remove(encrypted);
  await proveStored(session, { name, file, digest, archive: facts.archive }, vault);
  const recipients = listRecipients(rules.recipients);
  const manifest = { ...facts, stored: { file, ...digest, recipients } };
  const files = {
    text: backupFileName(name, { type: 'manifest' }),
    signature: backupFileName(name, { type: 'signature' }),
  };
  await addSigned(session, { backup: name, files, text: manifestText(manifest), key });
  return manifest;
}

/** Reads back what was stored, and opens it. */
async function proveStored(
  { store, workspace, signal }: BackupSession,
  {
    name,
    file,
    digest,
    archive,
  }: {
    readonly name: string;
    readonly file: string;
    readonly digest: FileDigest;
    readonly archive: FileDigest;
  },
  vault: Vault,
): Promise<void> {
  const back = workspace.path('back');
  await store.fetch(name, file, back, signal);
  requireSame(name, 'its encrypted archive', await workspace.digest(back, signal), digest);
  requireSame(name, 'its archive', await vault.decrypt(back, null, signal), archive);
  await workspace.remove(back);
}

export interface TextToSign {
  readonly backup: string;
  /** What the text and its signature are called in the store. */
  readonly files: { readonly text: string; readonly signature: string };
  readonly text: string;
  /** A private key, in PEM. */
  readonly key: string;
}

/** Adds a text and its signature to a backup, and reads both back. */
export async function addSigned(
  { rules, store, workspace, ports, signal }: BackupSession,
  { backup, files, text, key }: TextToSign,
): Promise<void> {
  const signature = ports.signatures.sign(text, key);
  const [textPath, signaturePath] = [workspace.path('text'), workspace.path('sig')];
  await workspace.write(textPath, text);
  await workspace.write(signaturePath, `${signature}\n`);
  await store.addTo(
    backup,
    [
      // The text last: a store may be left with one of the two, and a signature alone is nothing.
      { name: files.signature, path: signaturePath },
      { name: files.text, path: textPath },
    ],
    signal,
  );
  const [textBack, signatureBack] = [workspace.path('text'), workspace.path('sig')];
  await store.fetch(backup, files.text, textBack, signal);
  await store.fetch(backup, files.signature, signatureBack, signal);
  const read = await workspace.read(textBack);
  const signed = (await workspace.read(signatureBack)).trim();
  if (read !== text || ports.signatures.signerOf(read, signed, rules.signers) === null)
    throw notAsWritten(backup, store.place);
}

/** The key that signs here, which has to be that of a signer: nothing else would ever be trusted. */
export async function signingKey({ rules, ports }: BackupSession): Promise<string> {
  if (rules.signingKey === null) throw noSigningKey();
  const key = await ports.secrets.read(rules.signingKey, 'kubernixos.cluster.backup.signingKey');
  const signer = ports.signatures.publicKey(key);
  if (!rules.signers.includes(signer)) throw strangeKey(signer);
  return key;
}

function noSigningKey(): Failure {
  return new Failure({
    code: 'no-signing-key',
    message:
      'kubernixos.cluster.backup names no key to sign by, and a backup that nobody vouches for is never restored',
    hint: 'Set signingKeyFile or signingKeyVariable there. Nothing was changed.',
  });
}

function strangeKey(signer: string): Failure {
  return new Failure({
    code: 'strange-signing-key',
    message: `the key that this machine signs by is none of kubernixos.cluster.backup.signers: its public part is ${signer}`,
    hint: 'Add that line to signers, or use the key of one of them. Nothing was changed.',
  });
}

function notAsWritten(backup: string, place: string): Failure {
  return new Failure({
    code: 'backup-not-stored',
    message: `${place} gave back something else than was stored for ${backup}`,
    hint: 'See what is wrong with the store: this backup does not count.',
  });
}
