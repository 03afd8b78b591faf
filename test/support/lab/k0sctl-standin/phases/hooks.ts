import type { Host } from '../host.ts';
import { execute } from '../remote.ts';
import { onEach, plan, type Phase, type Run } from '../run.ts';

/** Runs the commands that the configuration has for a stage of an action; a dry run only plans them. */
export function runHooks(
  run: Run,
  action: string,
  stage: 'before' | 'after',
  hosts: readonly Host[],
): Promise<void> {
  return onEach(hosts, async (host) => {
    for (const command of host.config.hooks?.[action]?.[stage] ?? []) {
      const what = `${stage} ${action} hook: ${JSON.stringify(command)}`;
      if (run.args.dryRun) plan(run, host, `run ${what}`);
      else {
        run.log.info(`${host.title}: running ${what}`);
        await execute(host, command);
      }
    }
  });
}

export function applyHooks(stage: 'before' | 'after'): Phase {
  const word = stage === 'before' ? 'Before' : 'After';
  return {
    title: `Run ${word} Apply Hooks`,
    run: (run) => runHooks(run, 'apply', stage, run.hosts),
  };
}
