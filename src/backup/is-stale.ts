import type { Recipients } from '../model/backup-rules.ts';
import type { VerifiedBackup } from '../model/backup-record.ts';

/** Whether others than these recipients open a backup, or another signer has signed it. */
export function isStale(
  { state }: VerifiedBackup,
  recipients: Recipients,
  signer: string,
): boolean {
  const found = state.manifest.stored.recipients;
  const wanted = listRecipients(recipients);
  const isSame = found.length === wanted.length && wanted.every((key) => found.includes(key));
  return !isSame || state.signer !== signer;
}

/** Those who can open what is encrypted to recipients, sorted. */
export function listRecipients(recipients: Recipients): readonly string[] {
  const keys = recipients.type === 'age' ? recipients.keys : recipients.fingerprints;
  return [...new Set(keys)].toSorted();
}
