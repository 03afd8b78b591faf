import {
  FIND_ARCHIVES,
  handRemoval,
  readArchives,
  removeArchives,
} from '../../../cluster/leftover-archives.ts';
import type { ClusterHost } from '../../../model/cluster-host.ts';
import type { ClusterStory } from '../../../ports/cluster-story.ts';
import type { HostShell } from '../../../ports/host-shell.ts';

/** The outside that it works with. */
interface Outside {
  readonly shell: HostShell;
  readonly story: ClusterStory;
}

/**
 * Does something that may leave an archive of the cluster on a host, and removes what it left, whatever
 * comes of it: also after Ctrl-C. What was there before stays, since another run may be at it, and is
 * told: it may as well be what a run left that was killed.
 */
export async function withoutLeftovers<Result>(
  host: ClusterHost,
  outside: Outside,
  signal: AbortSignal,
  work: () => Promise<Result>,
): Promise<Result> {
  const before = readArchives(await outside.shell.run(host, FIND_ARCHIVES, signal));
  try {
    return await work();
  } finally {
    if (before === null) warnOfUnknown(host, outside.story);
    else await clean(host, before, outside);
  }
}

async function clean(
  host: ClusterHost,
  before: readonly string[],
  { shell, story }: Outside,
): Promise<void> {
  const never = new AbortController().signal; // The shell has a deadline of its own.
  const after = readArchives(await shell.run(host, FIND_ARCHIVES, never));
  if (after === null) warnOfUnknown(host, story);
  else {
    await remove(
      host,
      after.filter((file) => !before.includes(file)),
      { shell, story },
    );
    warnOfThose(
      host,
      after.filter((file) => before.includes(file)),
      story,
    );
  }
}

async function remove(
  host: ClusterHost,
  left: readonly string[],
  { shell, story }: Outside,
): Promise<void> {
  if (left.length === 0) return;
  const never = new AbortController().signal;
  const still = readArchives(await shell.run(host, removeArchives(left), never));
  const gone = left.filter((file) => still?.includes(file) === false);
  if (gone.length > 0) story.tell(`${host.name}: removed what k0sctl left: ${gone.join(', ')}`);
  const stuck = still ?? left;
  if (stuck.length > 0)
    story.warn(
      `${host.name}: k0sctl left ${stuck.join(', ')}, which could not be removed, and has the keys of the cluster in it. Remove it there: ${handRemoval(stuck)}`,
    );
}

function warnOfThose({ name }: ClusterHost, files: readonly string[], story: ClusterStory): void {
  if (files.length > 0)
    story.warn(
      `${name}: ${files.join(', ')} was there before, and has the keys of a cluster in it. A run that was killed leaves it. Unless something still writes it, remove it there: ${handRemoval(files)}`,
    );
}

function warnOfUnknown({ name }: ClusterHost, story: ClusterStory): void {
  story.warn(
    `${name}: an archive of the cluster may be left in a temporary directory there, such as /tmp/tmp.*/k0s_backup*.tar.gz: remove it`,
  );
}
