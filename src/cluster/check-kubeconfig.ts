import { parse } from 'yaml';

/**
 * What is wrong with a kubeconfig for a cluster whose API server has this URL; null for nothing.
 * k0sctl may print an error in place of one.
 */
export function checkKubeconfig(text: string, server: string | null): string | null {
  const servers = serversIn(text);
  if (servers.length === 0) return 'what k0sctl printed is no kubeconfig';
  const other = servers.find((url) => url !== server);
  return other === undefined || server === null
    ? null
    : `its kubeconfig is for ${other}, and the cluster is ${server}`;
}

/** The servers of all clusters of a kubeconfig; none for what is no kubeconfig. */
function serversIn(text: string): readonly string[] {
  const config = read(text);
  if (!isObject(config) || config['kind'] !== 'Config' || !Array.isArray(config['clusters']))
    return [];
  return config['clusters'].map((entry: unknown) =>
    isObject(entry) && isObject(entry['cluster']) ? String(entry['cluster']['server']) : '',
  );
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
