import type { Outcome } from '../../src/model/outcome.ts';
import type { Keep } from '../../src/model/plan.ts';
import { showKey } from '../../src/model/object-key.ts';
import type { DeployStory, PruneQuestion } from '../../src/ports/deploy-story.ts';

export interface FakeStory {
  readonly story: DeployStory;
  /** `STATUS OBJECT` of every outcome, in order. */
  readonly told: string[];
  readonly questions: PruneQuestion[];
  readonly warnings: string[];
  readonly keeps: Keep[];
}

/** A story that only remembers; `answer` is what the person says to the question. */
export function fakeStory(answer: () => boolean = () => true): FakeStory {
  const told: string[] = [];
  const questions: PruneQuestion[] = [];
  const warnings: string[] = [];
  const keeps: Keep[] = [];
  const tell = (outcomes: readonly Outcome[]) => {
    told.push(...outcomes.map(({ key, status }) => `${status} ${showKey(key)}`));
  };
  const nothing = () => undefined;
  return {
    told,
    questions,
    warnings,
    keeps,
    story: {
      evaluated: nothing,
      checked: nothing,
      connected: nothing,
      unchecked: nothing,
      applied: tell,
      kubectlOutput: nothing,
      applyEnded: nothing,
      kept: (some) => void keeps.push(...some),
      announced: nothing,
      confirm(question) {
        questions.push(question);
        return Promise.resolve(answer());
      },
      pruned: tell,
      pruneEnded: nothing,
      gaps: nothing,
      warn: (message) => void warnings.push(message),
    },
  };
}
