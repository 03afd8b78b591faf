import type { ClusterTools } from '../support/cluster-tools.ts';

interface LiveObject {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
}

interface List {
  readonly items: readonly LiveObject[];
}

/**
 * Compares two dumps with the live cluster: all of the second is there with its own checksum, and
 * what only the first had is gone. Gives the findings, or throws with the first that is not so.
 */
export async function checkCluster(
  tools: ClusterTools,
  firstDump: string,
  secondDump: string,
): Promise<string> {
  const [first, second] = [parse(firstDump), parse(secondDump)];
  const [firstLive, secondLive] = [await live(tools, firstDump), await live(tools, secondDump)];

  const checksum = checksumOf(second.items[0]);
  const current = secondLive.filter((object) => checksumOf(object) === checksum);
  expectThat(
    current.length === second.items.length,
    `${current.length} of ${second.items.length} objects carry the new checksum`,
  );

  const wanted = new Set(second.items.map(nameOf));
  const pruned = first.items.map(nameOf).filter((name) => !wanted.has(name));
  const remaining = firstLive.map(nameOf).filter((name) => pruned.includes(name));
  expectThat(pruned.length > 0, 'The second release has no object less than the first');
  expectThat(remaining.length === 0, `Not pruned: ${remaining.join(', ')}`);

  return [
    `  ${current.length} objects of the release are there, all with the label kubernixos=${checksum.slice(0, 12)}…`,
    `  ${pruned.length} that it no longer holds: gone (${pruned.join(', ')})`,
  ].join('\n');
}

async function live(tools: ClusterTools, dump: string): Promise<readonly LiveObject[]> {
  const args = ['get', '-f', '-', '--ignore-not-found', '-o', 'json'];
  return parse(await tools.kubectl(args, { stdin: dump })).items;
}

function parse(json: string): List {
  return JSON.parse(json) as List;
}

function nameOf({ kind, metadata }: LiveObject): string {
  return [kind, metadata.namespace, metadata.name].filter(Boolean).join(' ');
}

function checksumOf(object: LiveObject | undefined): string {
  return object?.metadata.labels?.['kubernixos'] ?? '';
}

function expectThat(condition: boolean, finding: string): void {
  if (!condition) throw new Error(`The cluster is not as the demo said. ${finding}`);
}
