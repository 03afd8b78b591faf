import { Failure } from '../../../model/failure.ts';
import type { Prompt } from '../../../ports/output.ts';
import { printableLine } from '../../../report/printable.ts';

/** What the command line says of consent, and who can be asked. */
export interface ConsentSources {
  readonly yes: boolean;
  /** The name of the cluster, as the command line has it. */
  readonly named: string | null;
  readonly prompt: Prompt;
  readonly tell: (line: string) => void;
}

/** What a person is to agree to. */
export interface ClusterQuestion {
  readonly cluster: string;
  /** What will be done, which is told in any case. */
  readonly lines: readonly string[];
  /** The same in a sentence, for where nobody can be asked. */
  readonly refusal: string;
}

/**
 * Whether a person agrees: by exactly the cluster's name, typed, or given by `--cluster` together with
 * `--yes`. Throws a `Failure` where nobody can type.
 */
export async function askClusterName(
  { cluster, lines, refusal }: ClusterQuestion,
  { yes, named, prompt, tell }: ConsentSources,
  signal: AbortSignal,
): Promise<boolean> {
  for (const line of lines) tell(printableLine(line));
  if (yes && named === cluster) return true;
  if (yes || !prompt.interactive) throw needsName(cluster, refusal);
  const agreed = (await prompt.ask(`Type ${cluster} to go on: `, signal)) === cluster;
  if (!agreed) tell('That is not its name. Nothing was changed.');
  return agreed;
}

function needsName(cluster: string, refusal: string): Failure {
  return new Failure({
    code: 'needs-consent',
    message: `${refusal}, and nobody has agreed`,
    hint: `Write --yes --cluster=${cluster}, or run it at a terminal. Nothing was changed.`,
  });
}
