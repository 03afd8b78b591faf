import type { Activity } from '../../src/model/activity.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import type { Keep, Plan } from '../../src/model/plan.ts';
import { showKey } from '../../src/model/object-key.ts';
import type { Lingering, NotReady } from '../../src/model/readiness.ts';
import type {
  ContainerQuestion,
  DeployStory,
  PruneQuestion,
} from '../../src/ports/deploy-story.ts';

export interface FakeStory {
  readonly story: DeployStory;
  /** `STATUS OBJECT` of every outcome, in order. */
  readonly told: string[];
  readonly questions: PruneQuestion[];
  readonly warnings: string[];
  readonly keeps: Keep[];
  readonly plans: Plan[];
  /** kubectl's lines of a stage that broke off. */
  readonly broken: string[];
  /** kubectl's output in a format of the user's. */
  readonly documents: string[];
  readonly notReady: NotReady[];
  readonly lingering: Lingering[];
  readonly activities: (Activity | null)[];
}

/** A story that only remembers; `answer` is what the person says to the question. */
export function fakeStory(
  answer: () => boolean = () => true,
  nameIt: (question: ContainerQuestion) => boolean = () => false,
): FakeStory {
  const told: string[] = [];
  const questions: PruneQuestion[] = [];
  const warnings: string[] = [];
  const keeps: Keep[] = [];
  const plans: Plan[] = [];
  const broken: string[] = [];
  const documents: string[] = [];
  const notReady: NotReady[] = [];
  const lingering: Lingering[] = [];
  const activities: (Activity | null)[] = [];
  const tell = (outcomes: readonly Outcome[]) => {
    told.push(...outcomes.map(({ key, status }) => `${status} ${showKey(key)}`));
  };
  const nothing = () => undefined;
  return {
    told,
    questions,
    warnings,
    keeps,
    plans,
    broken,
    documents,
    notReady,
    lingering,
    activities,
    story: {
      evaluated: nothing,
      schemasChecked: nothing,
      checked: nothing,
      connected: nothing,
      unchecked: nothing,
      planned: ({ plan }) => Promise.resolve(void plans.push(plan)),
      applied: tell,
      applyBroken: (lines) => void broken.push(...lines),
      openKubectlLog: () => nothing,
      kubectlOutput: (some) => Promise.resolve(void documents.push(...some)),
      applyEnded: nothing,
      notReady: (some) => void notReady.push(...some),
      waitEnded: nothing,
      kept: (some) => void keeps.push(...some),
      announced: nothing,
      confirmByName: (question) => Promise.resolve(nameIt(question)),
      confirm(question) {
        questions.push(question);
        return Promise.resolve(answer());
      },
      pruned: tell,
      pruneEnded: nothing,
      gaps: nothing,
      lingering: (_, some) => void lingering.push(...some),
      progress: (activity) => void activities.push(activity),
      warn: (message) => void warnings.push(message),
    },
  };
}
