import type { Activity, TellActivity } from '../model/activity.ts';

/**
 * Tells in one line of two things that go on at once while a run opens. While a program may ask for
 * credentials nothing is told, so that its question stays on the screen.
 */
export function tellOpening(tell: TellActivity): {
  readonly evaluation: TellActivity;
  readonly cluster: TellActivity;
} {
  let evaluation: Activity | null = null;
  let cluster: Activity | null = null;
  const tellOne = () => {
    const mayAsk = cluster?.type === 'connecting' && cluster.prompts;
    tell(mayAsk ? null : (evaluation ?? cluster));
  };
  return {
    evaluation(activity) {
      evaluation = activity;
      tellOne();
    },
    cluster(activity) {
      cluster = activity;
      tellOne();
    },
  };
}
