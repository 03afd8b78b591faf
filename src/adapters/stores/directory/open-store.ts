import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../../../model/error-code.ts';
import { checkMarker, MARKER } from '../marker.ts';
import { noStore } from '../store-failures.ts';

/** Throws a `Failure` unless a store is there: a disk that is not mounted must not pass for an empty one. */
export async function openStore(place: string): Promise<void> {
  try {
    checkMarker(await readFile(join(place, MARKER), 'utf8'), place);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    const isThere = await stat(place).then(
      () => true,
      () => false,
    );
    throw noStore(
      place,
      isThere ? `is no store of backups: it has no ${MARKER}` : 'is not there',
      error,
    );
  }
}
