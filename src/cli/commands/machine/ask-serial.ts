import type { BlockDevice } from '../../../model/block-device.ts';
import { Failure } from '../../../model/failure.ts';
import type { Prompt } from '../../../ports/output.ts';

export interface SerialSources {
  readonly yes: boolean;
  /** As the command line has it. */
  readonly serial: string | null;
  readonly prompt: Prompt;
  readonly tell: (line: string) => void;
}

/**
 * Whether all that is on a device may be lost: by exactly its serial number, typed, or given by
 * `--serial` together with `--yes`. A device without one is known by its path. Throws a `Failure` where
 * nobody can type.
 */
export async function askSerial(
  { path, serial }: BlockDevice,
  sources: SerialSources,
  signal: AbortSignal,
): Promise<boolean> {
  const word = serial || path;
  if (sources.yes && sources.serial === word) return true;
  if (sources.yes || !sources.prompt.interactive) throw needsSerial(path);
  const what = serial === '' ? 'its path' : 'its serial number';
  const answer = await sources.prompt.ask(
    `All on ${path} will be lost. Type ${what} to go on: `,
    signal,
  );
  if (answer === word) return true;
  sources.tell(`That is not ${what}. Nothing was written.`);
  return false;
}

function needsSerial(path: string): Failure {
  return new Failure({
    code: 'needs-consent',
    message: `all that is on ${path} would be lost, and nobody has agreed`,
    hint: 'Write --yes --serial=SERIAL with its serial number, or run it at a terminal. Nothing was written.',
  });
}
