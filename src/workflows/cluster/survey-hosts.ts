import { readSurvey } from '../../cluster/read-survey.ts';
import { surveyScript } from '../../cluster/survey-script.ts';
import type { ClusterHost } from '../../model/cluster-host.ts';
import type { HostSurvey } from '../../model/host-survey.ts';
import type { HostShell } from '../../ports/host-shell.ts';
import { inParallel } from './in-parallel.ts';

/** Looks into every host, by one connection each, and changes nothing. What cannot be reached says so. */
export async function surveyHosts(
  hosts: readonly ClusterHost[],
  shell: HostShell,
  signal: AbortSignal,
): Promise<readonly HostSurvey[]> {
  return inParallel(
    hosts,
    ({ transport }) => transport,
    async (host) => ({
      host,
      state: readSurvey(await shell.run(host, surveyScript(host), signal)),
    }),
  );
}
