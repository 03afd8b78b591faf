import type { Machine } from '../../model/machine.ts';
import type { SecretInput } from '../../model/secret-input.ts';
import { belongsTo } from './known-names.ts';

/**
 * Warnings about variables of the environment that are set as if for a component, and that none of this
 * machine takes. No value is in them.
 */
export function unclaimedLines(
  { name: machine, secrets }: Machine,
  { assignments }: SecretInput,
): readonly string[] {
  const given = assignments
    .filter(({ name, value }) => value !== '' && !secrets.some((group) => belongsTo(name, group)))
    .map(({ name }) => name)
    .toSorted();
  return COMPONENTS.flatMap(({ names, taker }) => {
    const unclaimed = given.filter((name) => names.test(name));
    return unclaimed.length === 0
      ? []
      : [
          `warning: ${machine} does not take ${unclaimed.join(', ')} of the environment: ${taker} would`,
        ];
  });
}

/** Whose variables belong to which component, exactly: others may have such beginnings too. */
const COMPONENTS = [
  { names: /^HEARTBEAT_URL$/, taker: 'services.heartbeat' },
  { names: /^K3S_(?:TOKEN|DATASTORE_ENDPOINT|NODE_PASSWORD)$/, taker: 'services.k3s' },
  {
    names: /^LOGEXPORT_(?:HOST|PORT)$/,
    taker: 'services.logExport with transport = "tls-syslog"',
  },
  { names: /^NAMECHEAP_DDNS_(?:PASS|INTERFACE)$/, taker: 'services.ddns' },
] as const;
