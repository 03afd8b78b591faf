import { Failure } from '../../model/failure.ts';

/** Of an archive that is not what k0s made; the reason is a clause, such as `it is empty`. */
export function archiveDamaged(reason: string, cause?: unknown): Failure {
  return new Failure({
    code: 'archive-damaged',
    message: `the archive is damaged: ${reason}`,
    hint: 'Nothing of it was used. Take another backup, or use an older one.',
    cause,
  });
}
