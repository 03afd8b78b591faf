import type { ClusterStory } from '../../../ports/cluster-story.ts';
import { printable } from '../../../report/printable.ts';
import type { Environment } from '../../environment.ts';
import { tellLines } from './tell-lines.ts';

/** Tells what is done with a cluster on standard error: phases of k0sctl, and below them what it says. */
export function clusterStory(
  color: boolean,
  environment: Pick<Environment, 'stderr'>,
): ClusterStory {
  const tell = tellLines(color, environment);
  return {
    tell,
    warn: (text) => {
      tell(`warning: ${text}`);
    },
    phase: (name) => {
      tell(`k0sctl: ${name}`);
    },
    detail: (text) => {
      for (const line of printable(text).split('\n')) tell(`  ${line}`);
    },
  };
}
