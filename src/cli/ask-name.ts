import type { ContainerQuestion } from '../ports/deploy-story.ts';
import type { Prompt } from '../ports/output.ts';
import { count } from '../report/count.ts';
import { countKinds } from '../report/count-kinds.ts';
import { printableLine } from '../report/printable.ts';
import { showCluster } from '../report/question.ts';
import { showKey } from '../model/object-key.ts';
import { RELEASE_LABEL } from '../model/release.ts';

/**
 * Asks for the name of a Namespace or CustomResourceDefinition that others have filled. Only exactly
 * its name lets it go; anything else, and the end of input, keeps it.
 */
export async function askName(
  { object, contents, address }: ContainerQuestion,
  prompt: Prompt,
  signal: AbortSignal,
): Promise<boolean> {
  const { name } = object.key;
  const kinds = countKinds(contents.map(({ key }) => key));
  const foreign = contents.every(({ labels }) => !Object.hasOwn(labels, RELEASE_LABEL));
  const whose = foreign ? 'that kubernixos did not put there' : 'that would stay otherwise';
  const question = [
    `${showKey(object.key)} at ${showCluster(address)} holds ${count(contents.length, 'object')} ${whose}: ${kinds}.`,
    `Type ${name} to delete it with all that, or press Enter to keep it: `,
  ].map(printableLine);
  return (await prompt.ask(question.join('\n'), signal)) === name;
}
