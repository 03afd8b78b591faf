import { isCustomGroup } from '../model/built-in.ts';
import type { JsonObject } from '../model/json.ts';
import type { ObjectKey } from '../model/object-key.ts';
import type { ReadinessVerdict } from '../model/readiness.ts';
import { type ObjectFacts, readFacts } from './object-facts.ts';
import { isAboutPresent, type ReadinessRun } from './readiness-checks.ts';
import { GENERAL_RULES, KIND_RULES, KINDS_WITHOUT_STATUS, OTHER_RULES } from './readiness-rules.ts';

/** Whether anything could ever speak against an object's readiness. */
export function canBeUnready(key: ObjectKey): boolean {
  return !KINDS_WITHOUT_STATUS.has(kindOf(key));
}

/** Judges a live object, as the API server gives it, by the rules of its kind. */
export function judgeReadiness(
  key: ObjectKey,
  object: JsonObject,
  run: ReadinessRun,
): ReadinessVerdict {
  const facts = readFacts(object);
  for (const check of [...GENERAL_RULES, ...(KIND_RULES.get(kindOf(key)) ?? OTHER_RULES)]) {
    const verdict = check(facts, run);
    if (verdict !== null) return verdict;
  }
  return isCustomGroup(key.group) && !isSeen(facts) ? { state: 'assumed' } : { state: 'ready' };
}

/** Not every kind tells it: then silence may mean that its controller has not come to it yet. */
function isSeen(facts: ObjectFacts): boolean {
  return isAboutPresent(facts, facts.conditions.get('Ready'));
}

function kindOf({ group, kind }: ObjectKey): string {
  return group === '' ? kind : `${kind}.${group}`;
}
