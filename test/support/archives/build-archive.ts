import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { createClientCertificate } from '../client-certificate.ts';

export type ArchiveFiles = Readonly<Record<string, string | Uint8Array>>;

/** What an archive of k0s holds beside the state, with the authority of a cluster of its own. */
export function clusterFiles(): ArchiveFiles {
  const { certificate, key } = createClientCertificate('kubernetes-ca', 'k0s');
  return {
    'pki/ca.key': key,
    'pki/ca.crt': certificate,
    'manifests/calico/calico.yaml': 'kind: Namespace\n',
    'k0s.yaml': 'spec:\n  api:\n    address: 10.0.0.1\n  storage:\n    type: etcd\n',
  };
}

/** Files in a tar, as k0s orders them: the state, then all other ones. */
export async function buildTar(files: ArchiveFiles): Promise<Buffer> {
  const tar = pack();
  for (const [name, content] of Object.entries(files))
    tar.entry({ name, mode: 0o600, mtime: new Date(0) }, Buffer.from(content));
  tar.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of tar) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export async function buildArchive(files: ArchiveFiles): Promise<Buffer> {
  return gzipSync(await buildTar(files));
}
