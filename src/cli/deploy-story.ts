import type { DeployRequest } from '../model/deploy-request.ts';
import type { Outcome } from '../model/outcome.ts';
import type { EvaluationInfo } from '../model/release.ts';
import type { DeployStory, PruneQuestion } from '../ports/deploy-story.ts';
import type { Output, Prompt } from '../ports/output.ts';
import { countOutcomes, outcomeLines } from '../report/outcomes.ts';
import { gapLines, keepLines, pruneLines } from '../report/plan.ts';
import { printable, printableLine } from '../report/printable.ts';
import type { Style } from '../report/style.ts';

export interface StoryContext {
  readonly request: DeployRequest;
  readonly output: Output;
  readonly prompt: Prompt;
  readonly style: Style;
}

/**
 * Tells a deployment to people. What happened to objects is the result, and goes to stdout, unless
 * a document is there already.
 */
export function deployStory({ request, output, prompt, style }: StoryContext): DeployStory {
  const { story } = output;
  const documentRun = request.verbs.includes('dump');
  const dry = request.kubectl.dryRun === 'none' ? '' : ` (${request.kubectl.dryRun} dry run)`;
  const say = (line: string) => {
    if (documentRun) story(line);
    else output.result(`${line}\n`);
  };
  const tell = (outcomes: readonly Outcome[]) => {
    for (const line of outcomeLines(outcomes, style)) say(`${line}${dry}`);
  };
  return {
    evaluated({ manifests, checksum, settings, evaluation }) {
      const { evaluator, library, warnings } = evaluation;
      for (const warning of warnings) story(`${style('yellow', 'warning:')} ${printable(warning)}`);
      story(
        `release ${checksum.slice(0, 12)}: ${count(manifests.length, 'manifest')}, deployment ${settings.deployment} ` +
          `(evaluator ${evaluator}, ${showLibrary(library)})`,
      );
    },
    checked({ checksum }) {
      output.result(`${checksum}\n`);
    },
    connected({ server, context }) {
      const name = context === null ? '' : ` (context ${printableLine(context)})`;
      story(`cluster ${printableLine(server ?? 'unknown')}${name}${dry}`);
    },
    unchecked(gaps) {
      story(
        `${style('yellow', 'warning:')} you may not list these types, so it is not checked whether another deployment owns their objects:`,
      );
      for (const line of gapLines(gaps)) story(`  ${line}`);
    },
    applied: tell,
    kubectlOutput(text) {
      if (documentRun) story(text.trimEnd());
      else output.result(text);
    },
    applyEnded(outcomes) {
      say(`apply: ${countOutcomes(outcomes)}${dry}`);
      if (request.verbs.includes('prune') && outcomes.some(({ status }) => status === 'failed'))
        story('prune did not start: not everything was applied');
    },
    kept(keeps) {
      const lines = keepLines(keeps);
      if (lines.length > 0) story('Kept, although not applied by this release:');
      for (const line of lines) story(`  ${line}`);
    },
    async confirm(question, signal) {
      const agreed = await ask(question, prompt, story, signal);
      if (!agreed) say('prune: declined, nothing was deleted');
      return agreed;
    },
    pruned: tell,
    pruneEnded(outcomes) {
      say(`prune: ${countOutcomes(outcomes)}${dry}`);
    },
    gaps(gaps, tolerated) {
      if (gaps.length === 0) return;
      const consequence = tolerated
        ? 'allowed by --allow-partial'
        : 'so this run fails; see --allow-partial';
      story(
        `${style('yellow', 'warning:')} objects of these types could not be listed, and stay (${consequence}):`,
      );
      for (const line of gapLines(gaps)) story(`  ${line}`);
    },
    warn(message, hint) {
      story(printable(message));
      if (hint !== undefined) story(printable(hint));
    },
  };
}

/** Anything but `yes` and `no` asks again; the end of input is a no. */
async function ask(
  { prunes, address, release }: PruneQuestion,
  prompt: Prompt,
  story: Output['story'],
  signal: AbortSignal,
): Promise<boolean> {
  story(
    `To be deleted from ${printableLine(address.server ?? 'the cluster')}, deployment ${release.settings.deployment}:`,
  );
  for (const line of pruneLines(prunes)) story(line);
  for (;;) {
    const answer = await prompt.ask(`Delete ${count(prunes.length, 'object')}? (yes/no): `, signal);
    if (answer === null || answer.trim() === 'no') return false;
    if (answer.trim() === 'yes') return true;
  }
}

function showLibrary({ name, version, source }: EvaluationInfo['library']): string {
  return name === 'embedded' ? 'embedded library' : `${name} lib ${version} from ${source}`;
}

function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
}
