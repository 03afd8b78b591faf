import type { Transport } from '../../model/cluster-host.ts';

/** As many as k0sctl works on at once. */
const MOST = 30;

/** sshd drops connections at random from ten on that have not logged in yet: a bastion must not seem to fail. */
const MOST_BY_BASTION = 8;

/**
 * Does the same for every item, for a bounded number at once, and for fewer by the same bastion.
 * Results come in the order of the items.
 */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  transportOf: (item: Item) => Transport,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results = new Map<number, Result>();
  const lanes = Map.groupBy(items.entries(), ([, item]) => bastionOf(transportOf(item)));
  const drain = async (lane: Iterator<[number, Item]>) => {
    for (let next = lane.next(); next.done !== true; next = lane.next()) {
      const [index, item] = next.value;
      results.set(index, await work(item));
    }
  };
  const workers = [...lanes].flatMap(([bastion, lane]) => {
    const most = Math.min(bastion === null ? MOST : MOST_BY_BASTION, lane.length);
    const queue = lane.values();
    return Array.from({ length: most }, () => drain(queue));
  });
  await Promise.all(workers);
  return [...results].toSorted(([a], [b]) => a - b).map(([, result]) => result);
}

function bastionOf(transport: Transport): string | null {
  const bastion = 'bastion' in transport ? transport.bastion : null;
  return bastion === null ? null : `${bastion.address} ${String(bastion.port)}`;
}
