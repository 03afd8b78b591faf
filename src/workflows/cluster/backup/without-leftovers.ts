import { FIND_ARCHIVES, readArchives, removeArchives } from '../../../cluster/leftover-archives.ts';
import type { ClusterHost } from '../../../model/cluster-host.ts';
import type { ClusterStory } from '../../../ports/cluster-story.ts';
import type { HostShell } from '../../../ports/host-shell.ts';

/**
 * Does something that may leave an archive of the cluster on a host, and removes what it left, whatever
 * comes of it: also after Ctrl-C. What was there before stays.
 */
export async function withoutLeftovers<Result>(
  host: ClusterHost,
  { shell, story }: { readonly shell: HostShell; readonly story: ClusterStory },
  signal: AbortSignal,
  work: () => Promise<Result>,
): Promise<Result> {
  const before = readArchives(await shell.run(host, FIND_ARCHIVES, signal));
  try {
    return await work();
  } finally {
    if (before === null) warn(host, story);
    else await clean(host, before, { shell, story });
  }
}

async function clean(
  host: ClusterHost,
  before: readonly string[],
  { shell, story }: { readonly shell: HostShell; readonly story: ClusterStory },
): Promise<void> {
  const never = new AbortController().signal; // The shell has a deadline of its own.
  const after = readArchives(await shell.run(host, FIND_ARCHIVES, never));
  const left = after?.filter((file) => !before.includes(file)) ?? [];
  if (after !== null && left.length === 0) return;
  const result = after === null ? null : await shell.run(host, removeArchives(left), never);
  if (result?.type === 'ran' && result.exitCode === 0)
    story.tell(`${host.name}: removed what k0sctl left: ${left.join(', ')}`);
  else warn(host, story);
}

function warn({ name }: ClusterHost, story: ClusterStory): void {
  story.warn(
    `${name}: an archive of the cluster may be left in a temporary directory there, such as /tmp: remove it`,
  );
}
