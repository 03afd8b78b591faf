import { extract, type Extract, type Header } from 'tar-stream';
import type { FileDigest } from '../../model/backup-manifest.ts';
import { Failure } from '../../model/failure.ts';
import { reasonOf } from '../../model/reason-of.ts';
import { archiveDamaged } from './damaged.ts';
import { readGzip } from './read-gzip.ts';
import { createTarLayout, type TarLayout } from './tar-layout.ts';
import { tarSink } from './tar-sink.ts';

export interface TarEntry {
  readonly header: Header;
  /** Where its content begins in the tar, in bytes. */
  readonly start: number;
  readonly content: AsyncIterable<Uint8Array>;
}

type EntryHandler = (entry: TarEntry) => Promise<void>;

/**
 * Reads all of a tar in gzip, file by file; what the handler leaves of one is passed by. The digest is
 * that of the archive. Throws a `Failure` for what is damaged, cut off or added.
 */
export async function readTar(
  file: string,
  signal: AbortSignal,
  onEntry: EntryHandler,
): Promise<FileDigest> {
  const layout = createTarLayout();
  const tar = extract();
  const [entries, read] = await Promise.allSettled([
    readEntries(tar, layout, onEntry),
    readGzip(file, { see: layout.see, sink: tarSink(tar) }, signal),
  ]);
  signal.throwIfAborted();
  if (entries.status === 'rejected' || read.status === 'rejected')
    throw explain(
      [entries, read].flatMap((end): readonly unknown[] =>
        end.status === 'rejected' ? [end.reason] : [],
      ),
    );
  layout.finish();
  return read.value;
}

async function readEntries(tar: Extract, layout: TarLayout, onEntry: EntryHandler): Promise<void> {
  for await (const source of tar) {
    const { header } = source;
    await onEntry({ header, start: layout.begin(header), content: bytesOf(source) });
    source.resume();
  }
}

async function* bytesOf(source: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('tar-stream gives no bytes');
    yield chunk;
  }
}

/** Where one of the two fails, the other one does so too, with less to say. */
function explain(errors: readonly unknown[]): unknown {
  const [first] = errors;
  const failure = errors.find((error) => error instanceof Failure);
  if (failure !== undefined) return failure;
  const system = errors.find((error) => error instanceof Error && 'syscall' in error);
  if (system !== undefined) return unreadable(system);
  const isOfTar = first instanceof Error && first.constructor === Error && !('code' in first);
  return isOfTar ? archiveDamaged(`tar finds: ${reasonOf(first)}`, first) : first;
}

function unreadable(cause: unknown): Failure {
  return new Failure({
    code: 'archive-unreadable',
    message: `the archive cannot be read: ${reasonOf(cause)}`,
    hint: 'See its file and the disk that it is on.',
    cause,
  });
}
