import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { get } from './etcd.mjs';

/**
 * Remembers the cluster that a join token names, if the token is still valid there.
 * @param {string} data
 * @param {string} file with the token: a kubeconfig, gzipped, in base64
 * @returns the kubeconfig
 */
export async function joinCluster(data, file) {
  const kubeconfig = gunzipSync(Buffer.from(readFileSync(file, 'utf8'), 'base64')).toString();
  const server = /server: https:\/\/(.*):\d+/.exec(kubeconfig)?.[1] ?? '';
  const id = /token: (\w+)\./.exec(kubeconfig)?.[1] ?? '';
  const endpoint = `${data}/lab-endpoint`;
  writeFileSync(endpoint, `http://${server}:2379\n`);
  if ((await get(data, `/lab/tokens/${id}`)) === 'valid') return kubeconfig;
  rmSync(endpoint);
  throw new Error('failed to join: Unauthorized');
}
