import { parse } from 'yaml';

/** What a kubeconfig of k0s holds, and all that is needed: nothing that runs a program or trusts anybody. */
const CLUSTER_FIELDS = ['certificate-authority-data', 'server'];
const USER_FIELDS = ['client-certificate-data', 'client-key-data', 'token'];

/**
 * What is wrong with a kubeconfig for a cluster whose API server has this URL; null for nothing.
 * k0sctl may print an error in place of one, and passes on what the host gives: a host that is not
 * what it should be must not have programs run here.
 */
export function checkKubeconfig(text: string, server: string | null): string | null {
  const config = read(text);
  const clusters = entriesOf(config, 'clusters', 'cluster');
  if (!isObject(config) || config['kind'] !== 'Config' || clusters.length === 0)
    return 'what k0sctl printed is no kubeconfig';
  const odd =
    oddField(clusters, CLUSTER_FIELDS) ?? oddField(entriesOf(config, 'users', 'user'), USER_FIELDS);
  if (odd !== null) return `its kubeconfig has the field ${odd}, which those of k0s do not have`;
  const other = clusters.map((cluster) => String(cluster['server'])).find((url) => url !== server);
  return other === undefined || server === null
    ? null
    : `its kubeconfig is for ${other}, and the cluster is ${server}`;
}

/** The first field that is not known; null for none. */
function oddField(
  entries: readonly Readonly<Record<string, unknown>>[],
  known: readonly string[],
): string | null {
  return (
    entries.flatMap((entry) => Object.keys(entry)).find((name) => !known.includes(name)) ?? null
  );
}

/** What the entries of a list hold below their names; an empty object for what is none. */
function entriesOf(config: unknown, list: string, field: string) {
  const entries: unknown = isObject(config) ? config[list] : [];
  if (!Array.isArray(entries)) return [];
  return entries.map((entry: unknown) => {
    const held = isObject(entry) ? entry[field] : {};
    return isObject(held) ? held : {};
  });
}

function read(text: string): unknown {
  try {
    return parse(text) as unknown;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
