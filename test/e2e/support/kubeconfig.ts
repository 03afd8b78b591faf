import { chmod, writeFile } from 'node:fs/promises';
import type { ControlPlaneDetails } from '../../support/control-plane.ts';

/** A kubeconfig, or a part of one. */
export interface KubeconfigContent {
  readonly clusters?: Readonly<Record<string, object>>;
  readonly users?: Readonly<Record<string, object>>;
  readonly contexts?: Readonly<Record<string, { readonly cluster: string; readonly user: string }>>;
  readonly current?: string;
}

/** Writes a kubeconfig and gives its path. */
export async function writeKubeconfig(path: string, content: KubeconfigContent): Promise<string> {
  const named = (key: string, entries: Readonly<Record<string, object>> = {}) =>
    Object.entries(entries).map(([name, value]) => ({ name, [key]: value }));
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: named('cluster', content.clusters),
    users: named('user', content.users),
    contexts: named('context', content.contexts),
    'current-context': content.current,
  };
  await writeFile(path, JSON.stringify(config), { mode: 0o600 });
  return path;
}

/** The cluster of a control plane, for a kubeconfig. */
export function clusterOf(plane: ControlPlaneDetails, more: object = {}): object {
  return { server: plane.server, 'certificate-authority': plane.certificateAuthority, ...more };
}

/** Writes an exec plugin that runs some lines of shell and then gives a token; gives its user. */
export async function writeExecPlugin(path: string, token: string, lines: string): Promise<object> {
  const apiVersion = 'client.authentication.k8s.io/v1';
  const credential = { apiVersion, kind: 'ExecCredential', status: { token } };
  await writeFile(path, `#!/bin/sh\n${lines}\necho '${JSON.stringify(credential)}'\n`);
  await chmod(path, 0o700);
  return { exec: { apiVersion, command: path, interactiveMode: 'Never' } };
}
