import { Failure } from '../../../model/failure.ts';
import type { Prompt } from '../../../ports/output.ts';
import { losingHostLines } from '../../../report/losing-hosts.ts';
import { printableLine } from '../../../report/printable.ts';
import type { Consent } from '../../../workflows/cluster/lifecycle-ports.ts';

/** What the command line says of consent, and who can be asked. */
export interface ConsentSources {
  readonly yes: boolean;
  /** The name of the cluster, as the command line has it. */
  readonly named: string | null;
  readonly prompt: Prompt;
  readonly tell: (line: string) => void;
}

/**
 * Whether k0s and its data may be removed from hosts, which are listed in any case: by exactly the
 * cluster's name, typed, or given by `--cluster` together with `--yes`. Throws a `Failure` where
 * nobody can type.
 */
export async function askClusterName(
  { cluster, hosts }: Consent,
  { yes, named, prompt, tell }: ConsentSources,
  signal: AbortSignal,
): Promise<boolean> {
  for (const line of losingHostLines(hosts)) tell(printableLine(line));
  if (yes && named === cluster) return true;
  if (yes || !prompt.interactive) throw needsName(cluster);
  const agreed = (await prompt.ask(`Type ${cluster} to go on: `, signal)) === cluster;
  if (!agreed) tell('That is not its name. Nothing was changed.');
  return agreed;
}

function needsName(cluster: string): Failure {
  return new Failure({
    code: 'needs-consent',
    message: `k0s would be removed from hosts of ${cluster}, with all its data, and nobody has agreed`,
    hint: `Write --yes --cluster=${cluster}, or run it at a terminal. Nothing was changed.`,
  });
}
