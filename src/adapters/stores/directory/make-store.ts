import { link, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCode } from '../../../model/error-code.ts';
import { MARKER, MARKER_TEXT } from '../marker.ts';
import { foreignPlace, noStore } from '../store-failures.ts';
import { draftName, isDraft } from './drafts.ts';
import { syncDirectory, writeDurably } from './durable.ts';
import { openStore } from './open-store.ts';

/**
 * Makes the directory, not those above it: they are there where the disk is mounted. One that is
 * there is taken where it is empty, and left as it is where it is a store.
 */
export async function makeStore(place: string): Promise<'made' | 'there'> {
  await makeDirectory(place);
  const names = (await readdir(place)).filter((name) => !isDraft(name)).toSorted();
  if (names.includes(MARKER)) {
    await openStore(place);
    return 'there';
  }
  if (names[0] !== undefined) throw foreignPlace(place, names[0]);
  return placeMarker(place);
}

async function makeDirectory(place: string): Promise<void> {
  try {
    await mkdir(place, { mode: 0o700 });
    await syncDirectory(dirname(place));
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return;
    if (errorCode(error) !== 'ENOENT') throw error;
    throw noStore(place, `cannot be made: ${dirname(place)} is not there`, error);
  }
}

/** A link appears with the whole marker, and of two runs one makes it. */
async function placeMarker(place: string): Promise<'made' | 'there'> {
  const draft = join(place, draftName());
  try {
    await writeDurably(draft, MARKER_TEXT);
    await link(draft, join(place, MARKER));
    await syncDirectory(place);
    return 'made';
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    return 'there';
  } finally {
    await rm(draft, { force: true });
  }
}
