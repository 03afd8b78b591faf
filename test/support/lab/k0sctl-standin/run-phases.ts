import type { Config } from './config.ts';
import { reasonOf } from './stop.ts';
import type { Phase, Run } from './run.ts';

/** Runs phases in their order, and after a failure the clean-up of all that ran, in the same order. */
export async function runPhases(run: Run, phases: readonly Phase[]): Promise<void> {
  const { log } = run;
  log.debug('final configuration:');
  // Secrets and all: k0sctl does the same.
  log.debug(asYaml(run.config));
  const ran: Phase[] = [];
  try {
    for (const phase of phases) await runPhase(run, phase, ran);
  } catch (error) {
    for (const { title, cleanUp } of ran) {
      if (cleanUp === undefined) continue;
      log.info(`* Running clean-up for phase: ${title}`);
      await cleanUp(run);
    }
    throw error;
  } finally {
    if (run.args.dryRun) printPlans(run);
  }
}

/** As k0sctl prints it: a text that begins with apiVersion. */
function asYaml({ metadata, spec }: Config): string {
  const head = { apiVersion: 'k0sctl.k0sproject.io/v1beta1', kind: 'Cluster' };
  return Object.entries({ ...head, metadata, spec })
    .map(
      ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}\n`,
    )
    .join('');
}

async function runPhase(run: Run, phase: Phase, ran: Phase[]): Promise<void> {
  const { title } = phase;
  const reason = reasonOf(run.stop);
  if (reason !== undefined)
    throw new Error(`context canceled before entering phase "${title}": ${reason}`);
  run.log.debug(`Preparing phase '${title}'`);
  if ((await phase.prepare?.(run)) === false) return;
  await phase.before?.(run);
  run.log.info(`==> Running phase: ${title}`);
  ran.push(phase);
  if (run.args.dryRun && phase.dryRun !== undefined) {
    await phase.dryRun(run);
    return;
  }
  await phase.run(run);
  await phase.after?.(run);
}

function printPlans({ plans }: Run): void {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  if (plans.size === 0) {
    say('dry-run: no cluster state altering actions would be performed');
    return;
  }
  say('dry-run: cluster state altering actions would be performed:');
  for (const [title, messages] of plans) {
    say(`dry-run: * ${title} :`);
    for (const message of messages) say(`dry-run:  - ${message}`);
  }
}
