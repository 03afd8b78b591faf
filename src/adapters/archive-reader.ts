import { ARCHIVE_FILES, type ArchiveContents, STATE_FILES } from '../model/archive-contents.ts';
import { BACKUP_STORAGES, type FileDigest } from '../model/backup-manifest.ts';
import type { ArchiveReader } from '../ports/archive-reader.ts';
import { checkAuthority } from './archives/check-authority.ts';
import { checkDatabase } from './archives/check-database.ts';
import { checkSnapshot } from './archives/check-snapshot.ts';
import { collectEntry } from './archives/collect-entry.ts';
import { archiveDamaged } from './archives/damaged.ts';
import { entryName } from './archives/entry-name.ts';
import { readTar, type TarEntry } from './archives/read-tar.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** What was read so far. */
interface Found {
  /** Of all kinds of files. */
  readonly names: Set<string>;
  readonly files: Set<string>;
  readonly contents: Map<string, Buffer>;
  state: ArchiveContents['state'];
}

const KEPT: readonly string[] = Object.values(ARCHIVE_FILES);

/** An archive may be larger than the memory, so that it is read as a stream. */
export function createArchiveReader(env: Variables): ArchiveReader {
  return {
    async read(file, signal) {
      const found: Found = {
        names: new Set(),
        files: new Set(),
        contents: new Map(),
        state: null,
      };
      const digest = await readTar(file, signal, async (entry) => {
        const name = noteName(entry, found);
        if (KEPT.includes(name)) found.contents.set(name, await collectEntry(entry, name));
        else await readState(entry, name, found, { env, signal });
      });
      return summarize(found, digest);
    },
  };
}

/** Of two files of one name, k0s would take the second; of most names two do no harm. */
function noteName({ header }: TarEntry, { names, files }: Found): string {
  const name = entryName(header.name);
  const isJudged = KEPT.includes(name) || Object.values(STATE_FILES).includes(name);
  if (isJudged && names.has(name)) throw archiveDamaged(`it holds ${name} twice`);
  if (isJudged && header.type !== 'file') throw archiveDamaged(`its ${name} is no file`);
  names.add(name);
  if (header.type === 'file') files.add(name);
  return name;
}

async function readState(
  entry: TarEntry,
  file: string,
  found: Found,
  { env, signal }: { readonly env: Variables; readonly signal: AbortSignal },
): Promise<void> {
  const type = BACKUP_STORAGES.find((storage) => STATE_FILES[storage] === file);
  if (type === undefined) return;
  const whole =
    type === 'etcd' ? await checkSnapshot(entry) : await checkDatabase(entry, env, signal);
  found.state = { type, file, size: entry.header.size, ...whole };
}

function summarize({ files, contents, state }: Found, digest: FileDigest): ArchiveContents {
  const config = contents.get(ARCHIVE_FILES.config);
  const key = contents.get(ARCHIVE_FILES.authorityKey);
  const certificate = contents.get(ARCHIVE_FILES.authorityCertificate);
  const hasBoth = key !== undefined && certificate !== undefined;
  return {
    digest,
    files: [...files].sort(),
    config: config === undefined ? null : decode(config),
    authority: hasBoth ? checkAuthority(key, certificate) : null,
    state,
  };
}

function decode(config: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(config);
  } catch (cause) {
    throw archiveDamaged(`${ARCHIVE_FILES.config} is no text`, cause);
  }
}
