import { clusterLock } from '../../../adapters/cluster-lock.ts';
import { createHostShell } from '../../../adapters/host-shell.ts';
import { localFiles } from '../../../adapters/local-files.ts';
import { createNix } from '../../../adapters/nix.ts';
import { ownRun } from '../../../adapters/own-run.ts';
import { statusLine } from '../../../adapters/status-line.ts';
import { terminalPrompt } from '../../../adapters/terminal.ts';
import type { LifecyclePorts } from '../../../workflows/cluster/lifecycle-ports.ts';
import type { CommandRequest } from '../../arguments/parse-command.ts';
import type { Environment } from '../../environment.ts';
import { askClusterName } from './ask-cluster-name.ts';
import { clusterStory } from './cluster-story.ts';
import { k0sctlPorts } from './k0sctl-ports.ts';

/** How long one look into a host may take: k0s answers several questions, each within 20 s. */
const LOOK_MILLISECONDS = 180_000;

/** The outside of installing and removing, as this command line and environment have it. */
export function lifecyclePorts(
  { options }: CommandRequest,
  color: boolean,
  environment: Environment,
): LifecyclePorts {
  const { env, cwd, stdin, stdout, stderr, signal } = environment;
  const story = clusterStory(color, environment);
  const prompt = terminalPrompt(stdin, statusLine({ stdout, stderr, env }));
  return {
    ...k0sctlPorts(environment, story, options.text('audit-dir')),
    nix: createNix({ env, cwd }),
    tell: (line) => {
      story.tell(line);
    },
    files: localFiles(env),
    isSet: (variable) => (env[variable] ?? '') !== '',
    shell: ({ knownHosts, ping }) =>
      createHostShell({
        env,
        knownHosts,
        timeoutMilliseconds: LOOK_MILLISECONDS,
        connectMilliseconds: ping.timeout,
      }),
    lock: clusterLock(env, ownRun()),
    consent: (question) =>
      askClusterName(
        question,
        { yes: options.on('yes'), named: options.text('cluster'), prompt },
        signal,
      ),
  };
}
