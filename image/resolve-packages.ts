import { Problem } from '../test/bootstrap/problem.mjs';
import type { Architecture } from './architectures.ts';
import type { LockedPackage } from './lock.ts';
import { WANTED } from './packages.ts';
import { makePrivateApt } from './private-apt.ts';

/** The newest packages of Debian that the image needs, in the order in which apt would unpack them. */
export async function resolvePackages(
  architecture: Architecture,
): Promise<readonly LockedPackage[]> {
  const apt = await makePrivateApt(architecture);
  try {
    const plan = await apt.run('apt-get', ['install', '--yes', '--print-uris', ...WANTED]);
    const urls = plan.split('\n').flatMap((line) => /^'(\S+)' /.exec(line)?.[1] ?? []);
    const described = describe(await apt.run('apt-cache', ['dumpavail']));
    return urls.map((url) => lockedAt(url, described));
  } finally {
    await apt.remove();
  }
}

/** What the lists of Debian say, by the ends of addresses. */
type Described = ReadonlyMap<string, Omit<LockedPackage, 'url'>>;

function describe(lists: string): Described {
  return new Map(
    lists.split('\n\n').map((paragraph) => {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(paragraph)?.[1] ?? '';
      const entry = { name: field('Package'), version: field('Version'), sha256: field('SHA256') };
      return [field('Filename'), entry];
    }),
  );
}

function lockedAt(url: string, described: Described): LockedPackage {
  const path = decodeURIComponent(url.slice(url.indexOf('/pool/') + 1));
  const entry = described.get(path);
  if (entry === undefined) throw new Problem(`apt names ${url}, and its lists do not`);
  return { name: entry.name, version: entry.version, url, sha256: entry.sha256 };
}
