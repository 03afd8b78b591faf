import type { MachineSecrets } from '../../model/machine-secrets.ts';
import type { Assignment } from '../../model/secret-input.ts';

/** What variables say of the datastore of k3s that its options do not, a sentence each and no value. */
export function datastoreFaults(
  { group, keys }: MachineSecrets,
  values: readonly Assignment[],
): readonly string[] {
  if (group !== 'k3s') return [];
  const valueOf = (name: string) => values.find((one) => one.name === name)?.value ?? '';
  const endpoint = valueOf(ENDPOINT);
  // Only a server with an external datastore declares it.
  const isExternal = keys.some(({ name }) => name === ENDPOINT);
  return [
    ...(isExternal && endpoint !== '' && isLocal(endpoint) ? [LOCAL] : []),
    ...pairFault(valueOf, CERTIFICATE, KEY),
    ...pairFault(valueOf, KEY, CERTIFICATE),
  ];
}

const ENDPOINT = 'K3S_DATASTORE_ENDPOINT';
const CERTIFICATE = 'K3S_DATASTORE_CERTFILE';
const KEY = 'K3S_DATASTORE_KEYFILE';

const LOCAL = `${ENDPOINT} names no database elsewhere, and services.k3s.datastore is "external": k3s would keep the cluster on the node. Supply an address such as postgres://…, mysql://… or https://…, or write another services.k3s.datastore`;

/**
 * What has no scheme is SQLite, whatever is written, and dqlite was its successor.
 * https://github.com/k3s-io/kine/blob/master/pkg/drivers/drivers.go
 */
function isLocal(endpoint: string): boolean {
  const [, scheme] = /^([^:/]+):\/\//.exec(endpoint.trim()) ?? [];
  return scheme === undefined || /^(?:sqlite|dqlite)$/i.test(scheme);
}

/** https://docs.k3s.io/datastore#external-datastore-configuration-parameters */
function pairFault(
  valueOf: (name: string) => string,
  given: string,
  needed: string,
): readonly string[] {
  return valueOf(given) !== '' && valueOf(needed) === ''
    ? [`${needed} is missing, which k3s needs beside ${given}`]
    : [];
}
