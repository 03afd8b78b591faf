import type { Machine } from '../../model/machine.ts';

/**
 * The machine that a query names by `mac`, `uuid` and `serial`, as far as they are given; null where none
 * does, where two are named, and where nothing is given. There is no machine for all others.
 */
export function findAsker(machines: readonly Machine[], query: URLSearchParams): Machine | null {
  const given = ['mac', 'uuid', 'serial'].flatMap((name) =>
    query.getAll(name).map((value) => ({ name, value })),
  );
  const named = given.map(({ name, value }) => machines.find((one) => matches(one, name, value)));
  const found = new Set(named.filter((machine) => machine !== undefined));
  const [machine = null] = found;
  return found.size === 1 ? machine : null;
}

function matches({ match }: Machine, name: string, value: string): boolean {
  if (name === 'mac') return match.macs.includes(normalMac(value));
  if (name === 'uuid') return match.uuid !== null && match.uuid === value.toLowerCase();
  return match.serial !== null && match.serial === value;
}

/** Lower case with colons, from any way in which firmware writes an address. */
function normalMac(text: string): string {
  const digits = text.toLowerCase().replace(/[:.-]/g, '');
  return /^[0-9a-f]{12}$/.test(digits) ? (digits.match(/../g) ?? []).join(':') : '';
}
