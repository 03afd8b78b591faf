import type { DeployRequest } from '../model/deploy-request.ts';
import type { Outcome } from '../model/outcome.ts';
import { escapeInJson, escapeUnprintable } from '../model/unprintable.ts';
import type { DeployStory } from '../ports/deploy-story.ts';
import type { Output, Prompt } from '../ports/output.ts';
import { activityLine } from '../report/activity.ts';
import { joinDocuments } from '../report/join-documents.ts';
import { kubectlLine } from '../report/kubectl-line.ts';
import { countOutcomes, outcomeLines } from '../report/outcomes.ts';
import { gapLines, keepLines } from '../report/plan.ts';
import { printable, printableLine } from '../report/printable.ts';
import { redactPlan } from '../report/redact-plan.ts';
import { countGone, countReady, lingeringLines, notReadyLines } from '../report/readiness.ts';
import { redactStderr, secretTexts } from '../report/redact-stderr.ts';
import { releaseLine } from '../report/release.ts';
import { schemasLine } from '../report/schemas.ts';
import { deletionLines, deletionQuestion, showCluster } from '../report/question.ts';
import type { Style } from '../report/style.ts';
import { askConsent } from './ask-consent.ts';
import { askName } from './ask-name.ts';
import { documentOf } from './result-document.ts';

export interface StoryContext {
  readonly request: DeployRequest;
  readonly output: Output;
  readonly prompt: Prompt;
  readonly style: Style;
  /** Whether results are read by people, at a terminal. */
  readonly onScreen: boolean;
}

/**
 * Tells a deployment to people. What happened to objects is the result, and goes to stdout, unless
 * a document is there already.
 */
export function deployStory(context: StoryContext): DeployStory {
  const { request, output, prompt, style, onScreen } = context;
  const { story } = output;
  const document = documentOf(request);
  const isDry = request.kubectl.dryRun !== 'none';
  const dry = isDry ? ` (${request.kubectl.dryRun} dry run)` : '';
  let secrets: readonly string[] = [];
  const say = (line: string) => {
    if (document === null) output.result(`${line}\n`);
    else story(line);
  };
  const tell = (outcomes: readonly Outcome[]) => {
    for (const line of outcomeLines(outcomes, style, isDry)) say(`${line}${dry}`);
  };
  const indent = (lines: readonly string[]) => {
    for (const line of lines) story(`  ${line}`);
  };
  const warn = (text: string) => {
    story(`${style('yellow', 'warning:')} ${text}`);
  };
  return {
    evaluated(release) {
      for (const text of release.evaluation.warnings) warn(printable(text));
      story(releaseLine(release));
      secrets = secretTexts(release.manifests);
    },
    schemasChecked(verdict, kubernetes) {
      story(schemasLine(verdict, kubernetes));
    },
    checked({ checksum }) {
      output.result(`${checksum}\n`);
    },
    connected({ server, context }) {
      const name = context === null ? '' : ` (context ${printableLine(context)})`;
      story(`cluster ${printableLine(server ?? 'unknown')}${name}${dry}`);
    },
    unchecked(gaps) {
      warn(
        'you may not read these objects, so it is not checked whether another deployment owns them:',
      );
      indent(gapLines(gaps));
    },
    async planned({ plan, release, address }) {
      const shown = redactPlan(plan, secrets);
      if (document === 'plan') {
        const { planJson } = await import('../report/plan-json.ts');
        output.result(planJson(shown, release, address));
        return;
      }
      const { planLines } = await import('../report/plan-text.ts');
      for (const line of planLines(shown, style)) say(line);
      if (plan.guard !== null) warn(`${plan.guard}; a real run would need --allow-mass-prune`);
    },
    applied: tell,
    applyBroken(lines) {
      for (const line of lines) story(`applied before the interruption: ${printableLine(line)}`);
    },
    openKubectlLog() {
      const redact = redactStderr(secrets);
      return (line) => {
        const text = redact(line);
        if (text !== null) story(kubectlLine(text));
      };
    },
    async kubectlOutput(documents) {
      const format = request.kubectl.output;
      const isResult = document === 'kubectl';
      const text = await joinDocuments(documents, format);
      // JSON stays the same document; other formats are exact for programs, and harmless to people.
      const exact = format === 'json' ? escapeInJson(text) : text;
      if (isResult) output.result(onScreen ? escapeUnprintable(exact) : exact);
      else if (text !== '') story(escapeUnprintable(text).trimEnd());
    },
    applyEnded(outcomes) {
      say(`apply: ${countOutcomes(outcomes, isDry)}${dry}`);
      if (request.verbs.includes('prune') && outcomes.some(({ status }) => status === 'failed'))
        story('prune did not start: not everything was applied');
    },
    notReady(objects) {
      for (const line of notReadyLines(objects, style)) say(line);
    },
    waitEnded(ready, notReady) {
      say(`wait: ${countReady(ready, notReady, request.waitReady ?? 0)}`);
      if (request.verbs.includes('prune') && notReady.length > 0)
        story('prune did not start: not everything is ready');
    },
    kept(keeps) {
      const lines = keepLines(keeps);
      if (lines.length > 0) story('Kept, although not applied by this release:');
      indent(lines);
    },
    announced({ prunes, cascades, address, release }) {
      const when = dry === '' ? 'To' : 'In a real run to';
      const deployment = printableLine(release.settings.deployment);
      const where = `${showCluster(address)}, deployment ${deployment}`;
      story(`${when} be deleted from ${where}:`);
      for (const line of deletionLines({ prunes, cascades }, style)) story(line);
    },
    confirmByName: (question, signal) => askName(question, prompt, signal),
    async confirm({ prunes, cascades, address }, signal) {
      const question = deletionQuestion({ prunes, cascades }, address);
      const agreed = await askConsent(question, prompt, signal);
      if (!agreed) say('prune: declined, nothing was deleted');
      return agreed;
    },
    pruned: tell,
    pruneEnded(outcomes) {
      say(`prune: ${countOutcomes(outcomes, isDry)}${dry}`);
    },
    gaps(gaps, tolerated) {
      if (gaps.length === 0) return;
      const then = tolerated
        ? 'allowed by --allow-partial'
        : 'so this run fails; see --allow-partial';
      warn(`objects of these types could not be listed, and stay (${then}):`);
      indent(gapLines(gaps));
    },
    lingering(gone, left) {
      for (const line of lingeringLines(left, style)) say(line);
      if (gone + left.length > 0) say(`wait: ${countGone(gone, left, request.waitReady ?? 0)}`);
    },
    progress(activity) {
      output.status(activity === null ? null : () => printableLine(activityLine(activity)));
    },
    warn(message, hint) {
      story(printable(message));
      if (hint !== undefined) story(printable(hint));
    },
  };
}
