import { Failure } from '../../../model/failure.ts';
import type { Prompt } from '../../../ports/output.ts';
import { printableLine } from '../../../report/printable.ts';
import type { Consent } from '../../../workflows/cluster/lifecycle-ports.ts';

/** What the command line says of consent, and who can be asked. */
export interface ConsentSources {
  readonly yes: boolean;
  /** The name of the cluster, as the command line has it. */
  readonly named: string | null;
  readonly prompt: Prompt;
}

/**
 * Whether k0s and its data may be removed from hosts: by exactly the cluster's name, typed, or given
 * by `--cluster` together with `--yes`. Throws a `Failure` for another name, and where nobody can type.
 */
export async function askClusterName(
  { cluster, hosts }: Consent,
  { yes, named, prompt }: ConsentSources,
  signal: AbortSignal,
): Promise<boolean> {
  if (named !== null && named !== cluster) throw otherCluster(cluster, named);
  if (yes && named === cluster) return true;
  if (yes || !prompt.interactive) throw needsName(cluster);
  const question = [
    `k0s is removed from ${hosts.join(', ')}, with all data of the cluster on them.`,
    `Type ${cluster} to go on: `,
  ].map(printableLine);
  return (await prompt.ask(question.join('\n'), signal)) === cluster;
}

function otherCluster(cluster: string, named: string): Failure {
  return new Failure({
    code: 'other-cluster',
    message: `this hostgroup describes the cluster ${cluster}, and --cluster names ${JSON.stringify(named)}`,
    hint: 'Choose the hostgroup of that cluster. Nothing was changed.',
  });
}

function needsName(cluster: string): Failure {
  return new Failure({
    code: 'needs-consent',
    message: `k0s would be removed from hosts of ${cluster}, with all its data, and nobody has agreed`,
    hint: `Write --yes --cluster=${cluster}, or run it at a terminal. Nothing was changed.`,
  });
}
