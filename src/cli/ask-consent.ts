import type { Prompt } from '../ports/output.ts';
import { count } from '../report/count.ts';

/** Asks whether so many objects may be deleted. Anything but `yes` and `no` asks again; the end of input is a no. */
export async function askConsent(
  objects: number,
  prompt: Prompt,
  signal: AbortSignal,
): Promise<boolean> {
  for (;;) {
    const answer = await prompt.ask(`Delete ${count(objects, 'object')}? (yes/no): `, signal);
    if (answer === null || answer.trim() === 'no') return false;
    if (answer.trim() === 'yes') return true;
  }
}
