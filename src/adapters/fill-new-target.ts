import { open, rm } from 'node:fs/promises';
import { Failure } from '../model/failure.ts';
import { reasonOf } from '../model/reason-of.ts';
import { noRoom, saysFull } from './no-room.ts';

/**
 * Makes a new, empty file of mode 0600, and has it filled; where that fails, or is stopped, the file is
 * gone. What is there already stays, and is a `Failure`.
 */
export async function fillNewTarget<T>(target: string, fill: () => Promise<T>): Promise<T> {
  const handle = await open(target, 'wx', 0o600).catch((cause: unknown) => {
    throw cannotWrite(target, cause);
  });
  await handle.close();
  try {
    return await fill();
  } catch (error) {
    await rm(target, { force: true });
    const cause = error instanceof Failure ? error.cause : error;
    throw saysFull(cause) ? noRoom(target, error) : error;
  }
}

function cannotWrite(target: string, cause: unknown): Failure {
  if (saysFull(cause)) return noRoom(target, cause);
  return new Failure({
    code: 'cannot-write',
    message: `cannot write ${target}: ${reasonOf(cause)}`,
    hint: 'What was there is as it was.',
    cause,
  });
}
