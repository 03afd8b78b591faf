import { clusterLock } from '../../../adapters/cluster-lock.ts';
import { localFiles } from '../../../adapters/local-files.ts';
import { ownRun } from '../../../adapters/own-run.ts';
import { losingHostLines } from '../../../report/losing-hosts.ts';
import type { LifecyclePorts } from '../../../workflows/cluster/lifecycle-ports.ts';
import type { CommandRequest } from '../../arguments/parse-command.ts';
import type { Environment } from '../../environment.ts';
import { askClusterName } from './ask-cluster-name.ts';
import { describePorts, hostShell } from './cluster-ports.ts';
import { clusterStory } from './cluster-story.ts';
import { consentSources } from './consent-sources.ts';
import { k0sctlPorts } from './k0sctl-ports.ts';

/** The outside of installing and removing, as this command line and environment have it. */
export function lifecyclePorts(
  request: CommandRequest,
  color: boolean,
  environment: Environment,
): LifecyclePorts {
  const { options } = request;
  const { env, signal } = environment;
  const story = clusterStory(color, environment);
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
    consent: ({ cluster, hosts, doubts }) =>
      askClusterName(
        {
          cluster,
          lines: losingHostLines(hosts, doubts),
          refusal: `k0s would be removed from hosts of ${cluster}, with all its data`,
        },
        consentSources(request, color, environment),
        signal,
      ),
  };
}
