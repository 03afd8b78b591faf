import type { Prompt } from '../ports/output.ts';

/**
 * Asks a question that only `yes` and `no` answer; anything else asks again. The end of input is a
 * no.
 */
export async function askConsent(
  question: string,
  prompt: Prompt,
  signal: AbortSignal,
): Promise<boolean> {
  let again = '';
  for (;;) {
    const answer = await prompt.ask(`${again}${question} (yes/no): `, signal);
    if (answer === null || answer.trim() === 'no') return false;
    if (answer.trim() === 'yes') return true;
    again = 'Please answer yes or no.\n';
  }
}
