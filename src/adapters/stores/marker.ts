import { Failure } from '../../model/failure.ts';

/** The file that tells a store of backups from any other directory, such as one whose disk is not mounted. */
export const MARKER = '.kubernixos-backups';

/** What is in it: the format of the store. */
export const MARKER_TEXT = 'kubernixos-backups/1\n';

/** Throws a `Failure` where a marker is of another format. */
export function checkMarker(text: string, place: string): void {
  if (text === MARKER_TEXT) return;
  throw new Failure({
    code: 'store-format',
    message: `${place} is no store of backups that this version knows: its ${MARKER} is not ${JSON.stringify(MARKER_TEXT.trim())}`,
    hint: 'Use the version of kubernixos that made it, or choose another place. Nothing was changed.',
  });
}
