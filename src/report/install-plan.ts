import type { Change, InstallPlan } from '../model/install-plan.ts';

/** What an installation does, a line for each host. */
export function installPlanLines({ changes }: InstallPlan): readonly string[] {
  const width = Math.max(0, ...changes.map(({ host }) => host.name.length));
  return changes.map(({ host, change }) => {
    const { sign, text } = show(change, host.role, host.dataDir);
    return `  ${sign} ${host.name.padEnd(width)}  ${text}`;
  });
}

function show(change: Change, role: string, dataDir: string): { sign: string; text: string } {
  switch (change.type) {
    case 'install':
      return { sign: '+', text: `install k0s ${change.version} as ${role}${over(change.over)}` };
    case 'upgrade':
      return { sign: '~', text: `upgrade k0s from ${change.from} to ${change.to}` };
    case 'keep':
      return {
        sign: ' ',
        text: `runs k0s ${change.version} as ${role}; restarted where its configuration differs`,
      };
    case 'remove':
      return { sign: '-', text: `remove k0s and its data (${dataDir})` };
    case 'nothing':
      return { sign: ' ', text: 'holds nothing of k0s, as declared' };
    case 'unknown':
      return { sign: '?', text: `cannot be looked into; k0sctl makes it a ${role}` };
  }
}

function over(directory: string | null): string {
  return directory === null ? '' : `, on the data in ${directory}`;
}
