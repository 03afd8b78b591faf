import type { BackupManifest } from '../model/backup-manifest.ts';
import type { BackupState, DrillRecord } from '../model/backup-record.ts';
import { parseJson } from '../model/exact-json.ts';
import { readDrill } from './drill-text.ts';
import { parseManifest } from './manifest-text.ts';
import { newestFirst } from './verified-backups.ts';

/** What the files of a backup say of it. */
export interface RecordTexts {
  /** Null where there is no such file. */
  readonly manifest: string | null;
  readonly signature: string | null;
  readonly drills: readonly SignedText[];
}

export interface SignedText {
  readonly text: string;
  readonly signature: string;
}

/** What is known of a backup besides. */
export interface RecordContext {
  readonly name: string;
  readonly cluster: string;
  /** Its files, with their sizes in bytes. */
  readonly files: readonly { readonly name: string; readonly size: number }[];
  /** When the store got the newest of them, in milliseconds since 1970; null where it does not know. */
  readonly lastAdded: number | null;
  /** Which signer signed a text; null where none did. */
  readonly signerOf: (signed: SignedText) => string | null;
}

/**
 * Judges a backup by what is signed. Nothing that is not signed by a signer counts, nor a manifest of
 * another backup or cluster in place of its own, nor one whose archive is not there as it was stored.
 * A signature alone is nothing: it comes before its manifest, and a run may have ended between them.
 */
export function readRecord(
  { manifest: text, signature, drills }: RecordTexts,
  context: RecordContext,
): BackupState {
  if (text === null && drills.length === 0)
    return { type: 'incomplete', lastAdded: context.lastAdded, isSigned: signature !== null };
  if (text === null) return refused('its manifest is gone');
  if (signature === null) return refused('the signature of its manifest is gone');
  const signer = context.signerOf({ text, signature });
  if (signer === null) return refused('its manifest is signed by none of the signers');
  const manifest = manifestIn(text, context.name);
  if (typeof manifest === 'string') return refused(manifest);
  const problem = problemOf(manifest, context);
  if (problem !== null) return refused(problem);
  return { type: 'verified', manifest, signer, drills: readDrills(drills, manifest, context) };
}

function refused(reason: string): BackupState {
  return { type: 'refused', reason };
}

function manifestIn(text: string, name: string): BackupManifest | string {
  try {
    return parseManifest(text, name);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function problemOf({ cluster, stored }: BackupManifest, context: RecordContext): string | null {
  if (cluster !== context.cluster) return `it is of the cluster ${cluster}`;
  const file = context.files.find((one) => one.name === stored.file);
  if (file === undefined) return `its archive ${stored.file} is gone`;
  if (file.size === stored.size) return null;
  return `its archive has ${String(file.size)} bytes, and had ${String(stored.size)} when it was stored`;
}

/** The newest first. */
function readDrills(
  drills: readonly SignedText[],
  { name, archive }: BackupManifest,
  { signerOf }: RecordContext,
): readonly DrillRecord[] {
  return drills
    .filter((signed) => signerOf(signed) !== null)
    .flatMap(({ text }) => drillIn(text) ?? [])
    .filter(({ backup, archiveSha256 }) => backup === name && archiveSha256 === archive.sha256)
    .toSorted(newestFirst);
}

function drillIn(text: string): DrillRecord | null {
  try {
    return readDrill(parseJson(text));
  } catch {
    return null;
  }
}
