import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';

/** A user of the test cluster: `admin` may do everything, the others nothing until RBAC says so. */
export type UserName = 'admin' | 'developer' | 'viewer';
export type Tokens = Readonly<Record<UserName, string>>;

export function createTokens(): Tokens {
  const token = () => randomBytes(16).toString('hex');
  return { admin: token(), developer: token(), viewer: token() };
}

/** Writes the files that the programs read at their start: tokens and service account keys. */
export async function writeServerFiles(dir: string, tokens: Tokens): Promise<void> {
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  await writeSecret(join(dir, 'sa.key'), keys.privateKey);
  await writeSecret(join(dir, 'sa.pub'), keys.publicKey);
  await writeSecret(
    join(dir, 'tokens.csv'),
    `${tokens.admin},admin,admin,"system:masters"\n` +
      `${tokens.developer},developer,developer\n` +
      `${tokens.viewer},viewer,viewer\n`,
  );
}

/** Writes `dir`/kubeconfig with one context for each user, named as the user; `admin` is current. */
export async function writeKubeconfig(
  dir: string,
  server: string,
  tokens: Tokens,
): Promise<string> {
  const path = join(dir, 'kubeconfig');
  const cluster = 'kubernixos-test';
  const users = Object.entries(tokens);
  await writeSecret(
    path,
    stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [
        { name: cluster, cluster: { server, 'certificate-authority': join(dir, 'apiserver.crt') } },
      ],
      users: users.map(([name, token]) => ({ name, user: { token } })),
      contexts: users.map(([name]) => ({ name, context: { cluster, user: name } })),
      'current-context': 'admin',
    }),
  );
  return path;
}

async function writeSecret(path: string, content: string): Promise<void> {
  await writeFile(path, content, { mode: 0o600 });
}
