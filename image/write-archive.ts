import { createHash } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Architecture } from './architectures.ts';
import { type Layer, packing } from './make-layer.ts';
import { runProgram } from './run-program.ts';

/** What an image says of itself. */
export interface Description {
  readonly architecture: Architecture;
  readonly version: string;
  /** Seconds: the time of everything in it. */
  readonly epoch: number;
  /** From the lowest to the highest. */
  readonly layers: readonly Layer[];
}

const SPEC = 'application/vnd.oci.image';

/**
 * Completes an image layout that has its layers, packs it into a file, and gives the digest of the image:
 * https://github.com/opencontainers/image-spec/blob/main/image-layout.md
 */
export async function writeArchive(
  layout: string,
  out: string,
  description: Description,
): Promise<string> {
  const config = await addBlob(layout, configuration(description));
  const manifest = await addBlob(layout, {
    schemaVersion: 2,
    mediaType: `${SPEC}.manifest.v1+json`,
    config: { mediaType: `${SPEC}.config.v1+json`, ...config },
    layers: description.layers.map(({ digest, size }) => ({
      mediaType: `${SPEC}.layer.v1.tar+gzip`,
      digest,
      size,
    })),
  });
  await writeJson(join(layout, 'oci-layout'), { imageLayoutVersion: '1.0.0' });
  await writeJson(join(layout, 'index.json'), index(description, manifest));
  const draft = `${out}.${String(process.pid)}.new`;
  const files = ['oci-layout', 'index.json', 'blobs'];
  await runProgram('tar', [...packing(draft, description.epoch), '--directory', layout, ...files]);
  await rename(draft, out);
  return manifest.digest;
}

/** What a container is started with. Root: see finish-root.ts. */
function configuration({ architecture, epoch, layers }: Description): object {
  return {
    created: new Date(epoch * 1000).toISOString(),
    architecture: architecture.name,
    os: 'linux',
    config: {
      User: '0:0',
      Env: [
        'PATH=/usr/local/bin:/usr/bin:/usr/sbin',
        'HOME=/root',
        'LANG=C.UTF-8',
        'SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt',
      ],
      Entrypoint: ['kubernixos-entry'],
      WorkingDir: '/root',
    },
    rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
    history: layers.map(() => ({ created_by: 'npm run image' })),
  };
}

function index({ architecture, version }: Description, manifest: Blob): object {
  return {
    schemaVersion: 2,
    mediaType: `${SPEC}.index.v1+json`,
    manifests: [
      {
        mediaType: `${SPEC}.manifest.v1+json`,
        ...manifest,
        platform: { architecture: architecture.name, os: 'linux' },
        annotations: { 'org.opencontainers.image.ref.name': version },
      },
    ],
  };
}

interface Blob {
  readonly digest: string;
  readonly size: number;
}

async function addBlob(layout: string, value: object): Promise<Blob> {
  const text = JSON.stringify(value);
  const digest = createHash('sha256').update(text).digest('hex');
  await writeFile(join(layout, 'blobs/sha256', digest), text);
  return { digest: `sha256:${digest}`, size: Buffer.byteLength(text) };
}

async function writeJson(file: string, value: object): Promise<void> {
  await writeFile(file, JSON.stringify(value));
}
