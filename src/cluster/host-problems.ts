import type { HostStatus } from '../model/cluster-status.ts';

/** What is not as declared with one host: sentences with what to do. */
export function hostProblems(status: HostStatus): readonly string[] {
  const { name, reset, leftovers, manualRemoval, state } = status;
  if (reset && state !== 'unreachable')
    return leftovers.length === 0
      ? []
      : [
          `${name} is to be reset, and still has ${leftovers.join(', ')}. ${manualRemoval ?? INSTALL}`,
        ];
  switch (state) {
    case 'unreachable':
      return [`${name} cannot be reached: ${status.reason ?? ''}. Try: kubernixos cluster ping`];
    case 'not looked at':
      return [];
    case 'not installed':
      return [`${name} has no k0s. ${INSTALL}`];
    case 'stopped':
      return [`${name} has k0s, which is stopped. Start it there: k0s start`];
    case 'not answering':
      return [`k0s runs on ${name}, and does not answer. Look there: ${LOGS}`];
    case 'running':
      return runningProblems(status);
  }
}

const INSTALL = 'Run: kubernixos cluster install';
const LOGS = 'k0s status; journalctl -u "k0s*"';

function runningProblems({ name, role, version, node, etcd }: HostStatus): readonly string[] {
  const problems = [
    role.found !== role.declared &&
      `${name} runs as ${role.found ?? 'nothing'}, and is declared as ${role.declared}. k0s changes no role: reset the host, and install it again.`,
    !isSame(version.declared, version.found) &&
      `${name} runs k0s ${version.found ?? 'of an unknown version'}, and is declared with ${version.declared}. ${INSTALL}`,
    node === 'missing' && `${name} is no node of the cluster. Look there: ${LOGS}`,
    node === 'not ready' &&
      `the node ${name} is not ready. Look: kubectl describe node; and there: ${LOGS}`,
    etcd === 'missing' && `${name} is no member of etcd. Reset the host, and install it again.`,
  ];
  return problems.filter((problem) => problem !== false);
}

/** With or without the `v`. */
function isSame(declared: string, found: string | null): boolean {
  return found !== null && found.replace(/^v/, '') === declared.replace(/^v/, '');
}
