import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { get, putNew } from './etcd.mjs';

/** @typedef {{ readonly key: Buffer, readonly cert: Buffer }} Credentials */

/**
 * The CA of a cluster, which its first controller makes and later ones take over.
 * @param {string} data
 */
export async function shareCredentials(data) {
  const shared = await get(data, '/lab/ca');
  if (shared !== '' && !existsSync(`${data}/pki/ca.key`)) {
    const { key, cert } = /** @type {{ key: string, cert: string }} */ (JSON.parse(shared));
    writeFileSync(`${data}/pki/ca.key`, key, { mode: 0o600 });
    writeFileSync(`${data}/pki/ca.crt`, cert);
  }
  const { key, cert } = makeCredentials(data);
  await putNew(data, '/lab/ca', JSON.stringify({ key: key.toString(), cert: cert.toString() }));
  return { key, cert };
}

/**
 * The CA of a cluster and its administrator's kubeconfig; what a restore brought is kept.
 * @param {string} data
 * @returns {Credentials}
 */
function makeCredentials(data) {
  const [key, cert] = [`${data}/pki/ca.key`, `${data}/pki/ca.crt`];
  if (!existsSync(key)) {
    const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
    const names = ['-subj', '/CN=kubernetes-ca', '-days', '30', '-keyout', key, '-out', cert];
    execFileSync('openssl', ['req', '-x509', ...kind, ...names], { stdio: 'ignore' });
  }
  writeFileSync(`${data}/pki/admin.conf`, kubeconfig(readFileSync(cert)), { mode: 0o600 });
  return { key: readFileSync(key), cert: readFileSync(cert) };
}

/** @param {Buffer} ca */
function kubeconfig(ca) {
  return `apiVersion: v1
clusters:
- cluster:
    server: https://localhost:6443
    certificate-authority-data: ${ca.toString('base64')}
  name: local
contexts:
- context:
    cluster: local
    user: user
  name: Default
current-context: Default
kind: Config
users:
- name: user
  user:
    token: lab-admin-token
`;
}

/**
 * An API server for those who only ask whether there is one: it answers that they may not.
 * @param {Credentials} credentials
 */
export async function serveApi(credentials) {
  const server = createServer(credentials, (_request, response) => {
    response.writeHead(401).end();
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject).listen(6443, '::', () => {
      resolve(undefined);
    });
  });
}
