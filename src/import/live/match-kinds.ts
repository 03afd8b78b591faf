import { Failure } from '../../model/failure.ts';
import type { ResourceType } from '../../model/resource-type.ts';

/**
 * The types that words name as kubectl does, `deployment`, `deployments` or `deployments.apps`; without
 * words all that live in a namespace. Throws a `Failure` for a word that names nothing.
 */
export function matchKinds(
  types: readonly ResourceType[],
  words: readonly string[],
): readonly ResourceType[] {
  if (words.length === 0) return types.filter(({ namespaced }) => namespaced);
  for (const word of words) if (!types.some((type) => isNamed(type, word))) failUnknown(word);
  return types.filter((type) => words.some((word) => isNamed(type, word)));
}

function isNamed({ group, kind, plural }: ResourceType, word: string): boolean {
  const names = [kind.toLowerCase(), plural];
  return [...names, ...names.map((name) => `${name}.${group}`)].includes(word.toLowerCase());
}

function failUnknown(word: string): never {
  throw new Failure({
    code: 'unknown-kind',
    message: `the cluster has no kind ${JSON.stringify(word)} that can be listed and deleted`,
    hint: 'Write names such as deployments, Deployment or deployments.apps; see `kubectl api-resources`.',
  });
}
