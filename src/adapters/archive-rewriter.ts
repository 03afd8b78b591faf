import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { ARCHIVE_FILES } from '../model/archive-contents.ts';
import type { ArchiveRewriter } from '../ports/archive-rewriter.ts';
import { collectEntry } from './archives/collect-entry.ts';
import { archiveDamaged } from './archives/damaged.ts';
import { entryName } from './archives/entry-name.ts';
import { readTar } from './archives/read-tar.ts';
import { spliceTar, type TarPlace } from './archives/tar-splice.ts';
import { fillNewTarget } from './fill-new-target.ts';
import { createMeasure } from './measure-bytes.ts';

/** Reads an archive twice, once to find its configuration and what is damaged, and once to copy it. */
export const archiveRewriter: ArchiveRewriter = {
  async copy(source, target, rewrite, signal) {
    const { place, config } = await findConfig(source, signal);
    const content = Buffer.from(rewrite(config), 'utf8');
    return fillNewTarget(target, async () => {
      const { pass, digest } = createMeasure();
      await pipeline(
        createReadStream(source),
        createGunzip(),
        (tar: AsyncIterable<Uint8Array>) => spliceTar(tar, place, content),
        createGzip(),
        pass,
        createWriteStream(target, { flags: 'r+' }),
        { signal },
      );
      return digest();
    });
  },
};

async function findConfig(
  source: string,
  signal: AbortSignal,
): Promise<{ readonly place: TarPlace; readonly config: string }> {
  const found: { place: TarPlace; config: string }[] = [];
  await readTar(source, signal, async (entry) => {
    const { name, type, size } = entry.header;
    if (type !== 'file' || entryName(name) !== ARCHIVE_FILES.config) return;
    const config = (await collectEntry(entry, name)).toString('utf8');
    found.push({ place: { start: entry.start, size }, config });
  });
  const [config, second] = found;
  if (config === undefined) throw archiveDamaged(`it holds no ${ARCHIVE_FILES.config}`);
  if (second !== undefined) throw archiveDamaged(`it holds ${ARCHIVE_FILES.config} twice`);
  return config;
}
