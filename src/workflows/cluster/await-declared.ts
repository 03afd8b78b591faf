import { clusterStatus } from '../../cluster/cluster-status.ts';
import type { Cluster } from '../../model/cluster.ts';
import type { HostSurvey } from '../../model/host-survey.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ClusterStory } from '../../ports/cluster-story.ts';
import type { Verdict } from '../verdict.ts';

/** How long nodes may take to be ready once k0sctl has ended well. */
const READY_MILLISECONDS = 300_000;
const LOOK_AGAIN_MILLISECONDS = 2000;

/** Looks until every host is as declared, or the time for that is over. */
export async function awaitDeclared(
  cluster: Cluster,
  look: () => Promise<readonly HostSurvey[]>,
  { clock, story }: { readonly clock: Clock; readonly story: ClusterStory },
  signal: AbortSignal,
): Promise<Verdict> {
  const end = clock.now() + READY_MILLISECONDS;
  let told = '';
  for (;;) {
    const { hosts, problems, strayNodes } = clusterStatus(cluster, await look());
    if (problems.length === 0) {
      for (const stray of strayNodes) story.warn(stray);
      const unseen = hosts.filter(({ state }) => state === 'not looked at').map(({ name }) => name);
      story.tell(
        unseen.length === 0
          ? `${cluster.name}: every host is as declared`
          : `${cluster.name}: every host that can be looked into is as declared; ${unseen.join(', ')} cannot`,
      );
      return 'done';
    }
    if (clock.now() >= end) {
      for (const problem of problems) story.warn(problem);
      return 'failed';
    }
    if (problems.join('\n') !== told)
      for (const problem of problems) story.tell(`not yet: ${problem}`);
    told = problems.join('\n');
    await clock.sleep(LOOK_AGAIN_MILLISECONDS, signal);
  }
}
