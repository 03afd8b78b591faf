import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runProgram } from './cluster-tools.ts';

/** A package that the registry has, in the versions that are installed in the checkout. */
interface Published {
  readonly document: string;
  /** By their file names. */
  readonly tarballs: ReadonlyMap<string, Buffer>;
}

interface Packed {
  readonly manifest: { readonly name: string; readonly version: string };
  readonly filename: string;
  readonly tarball: Buffer;
}

export interface NpmRegistry {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Serves what the program needs to run as npm's registry would, with all that this needs in turn, from
 * tarballs that are made in `dir`.
 */
export async function startNpmRegistry(checkout: string, dir: string): Promise<NpmRegistry> {
  const published = new Map<string, Published>();
  const server = createServer((request, response) => {
    answer(published, request.url ?? '', response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const url = `http://127.0.0.1:${port}`;
  const packed = await pack(await installedFolders(checkout), dir);
  for (const [name, versions] of Map.groupBy(packed, ({ manifest }) => manifest.name))
    published.set(name, publish(name, versions, url));
  return { url, close: promisify(server.close.bind(server)) };
}

function answer(
  published: ReadonlyMap<string, Published>,
  path: string,
  response: ServerResponse,
): void {
  const [name = '', file] = decodeURIComponent(path.slice(1)).split('/-/');
  const found = published.get(name);
  const content = file === undefined ? found?.document : found?.tarballs.get(file);
  if (content === undefined) response.writeHead(404).end();
  else if (file === undefined) response.setHeader('Content-Type', 'application/json').end(content);
  else response.end(content);
}

/** The folders of all packages but those for development. */
async function installedFolders(checkout: string): Promise<readonly string[]> {
  const lock = JSON.parse(await readFile(join(checkout, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<
      Record<string, { readonly dev?: boolean; readonly peer?: boolean }>
    >;
  };
  return Object.entries(lock.packages)
    .filter(([path, { dev, peer }]) => path !== '' && dev !== true && peer !== true)
    .map(([path]) => join(checkout, path))
    .filter((folder) => existsSync(folder));
}

async function pack(folders: readonly string[], dir: string): Promise<readonly Packed[]> {
  const packing = ['pack', '--json', '--ignore-scripts', '--pack-destination', dir, ...folders];
  const { stdout } = await runProgram('npm', packing);
  const files = JSON.parse(stdout) as readonly { readonly filename: string }[];
  return Promise.all(
    files.map(async ({ filename }, index) => ({
      filename,
      tarball: await readFile(join(dir, filename)),
      manifest: JSON.parse(
        await readFile(join(folders[index] ?? '', 'package.json'), 'utf8'),
      ) as Packed['manifest'],
    })),
  );
}

function publish(name: string, versions: readonly Packed[], url: string): Published {
  const documents = versions.map(({ manifest, filename, tarball }) => {
    const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
    const dist = { integrity, tarball: `${url}/${name}/-/${filename}` };
    return [manifest.version, { ...manifest, dist }] as const;
  });
  return {
    tarballs: new Map(versions.map(({ filename, tarball }) => [filename, tarball])),
    document: JSON.stringify({
      name,
      'dist-tags': { latest: documents[0]?.[0] },
      versions: Object.fromEntries(documents),
    }),
  };
}
