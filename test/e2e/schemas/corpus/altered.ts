import { good, type GoodEntry } from './entries.ts';
import { priorityClass } from './bases/policy.ts';
import type { Base } from './identity.ts';
import { service } from './bases/networking.ts';
import { deployment, job, pod } from './bases/workloads.ts';

/** A manifest that the API server takes, and stores with another value than it says. */
export interface AlteredEntry extends GoodEntry {
  readonly field: string;
  readonly becomes: unknown;
}

const beyond = 2 ** 32;

/**
 * Server-side apply cuts integers to 32 bits without a word, where the other ways to apply refuse
 * them. The schema says `int32`: the offline check refuses them too.
 */
export const altered: readonly AlteredEntry[] = [
  entry('Deployment: replicas that become 0', deployment, 'spec.replicas', beyond, 0),
  entry('Deployment: replicas that become 3', deployment, 'spec.replicas', beyond + 3, 3),
  entry(
    'PriorityClass: a value that becomes negative',
    priorityClass,
    'value',
    2 ** 31,
    -(2 ** 31),
  ),
  entry('Job: parallelism that becomes 1', job, 'spec.parallelism', beyond + 1, 1),
  entry('Service: a port that becomes 80', service, 'spec.ports[0].port', beyond + 80, 80),
  entry(
    'Pod: a container port that becomes 81',
    pod,
    'spec.containers[0].ports[0].containerPort',
    beyond + 81,
    81,
  ),
];

function entry(
  name: string,
  base: Base,
  field: string,
  value: number,
  becomes: number,
): AlteredEntry {
  return { ...good(name, base, { [field]: value }), field, becomes };
}
