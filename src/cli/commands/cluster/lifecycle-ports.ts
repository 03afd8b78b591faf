import { clusterLock } from '../../../adapters/cluster-lock.ts';
import { localFiles } from '../../../adapters/local-files.ts';
import { ownRun } from '../../../adapters/own-run.ts';
import { statusLine } from '../../../adapters/status-line.ts';
import { terminalPrompt } from '../../../adapters/terminal.ts';
import type { LifecyclePorts } from '../../../workflows/cluster/lifecycle-ports.ts';
import type { CommandRequest } from '../../arguments/parse-command.ts';
import type { Environment } from '../../environment.ts';
import { askClusterName } from './ask-cluster-name.ts';
import { describePorts, hostShell } from './cluster-ports.ts';
import { clusterStory } from './cluster-story.ts';
import { k0sctlPorts } from './k0sctl-ports.ts';

/** The outside of installing and removing, as this command line and environment have it. */
export function lifecyclePorts(
  { options }: CommandRequest,
  color: boolean,
  environment: Environment,
): LifecyclePorts {
  const { env, stdin, stdout, stderr, signal } = environment;
  const story = clusterStory(color, environment);
  const prompt = terminalPrompt(stdin, statusLine({ stdout, stderr, env }));
  return {
    ...k0sctlPorts(environment, story, options.text('audit-dir')),
    ...describePorts(environment, (line) => {
      story.tell(line);
    }),
    files: localFiles(env),
    isSet: (variable) => (env[variable] ?? '') !== '',
    shell: (cluster) => hostShell(environment, cluster),
    named: options.text('cluster'),
    lock: clusterLock(env, ownRun()),
    consent: (question) =>
      askClusterName(
        question,
        {
          yes: options.on('yes'),
          named: options.text('cluster'),
          prompt,
          tell: (line) => {
            story.tell(line);
          },
        },
        signal,
      ),
  };
}
