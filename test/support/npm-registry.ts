import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runProgram } from './cluster-tools.ts';

/** A package that the registry has, in the one version that is installed in the checkout. */
interface Published {
  readonly name: string;
  readonly document: string;
  readonly tarball: Buffer;
}

export interface NpmRegistry {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Serves packages of the checkout as npm's registry would, from tarballs that are made in `dir`. */
export async function startNpmRegistry(
  names: readonly string[],
  nodeModules: string,
  dir: string,
): Promise<NpmRegistry> {
  const published: Published[] = [];
  const server = createServer((request, response) => {
    answer(published, request.url ?? '', response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const url = `http://127.0.0.1:${port}`;
  for (const name of names) published.push(await publish(join(nodeModules, name), dir, url));
  return { url, close: promisify(server.close.bind(server)) };
}

function answer(published: readonly Published[], path: string, response: ServerResponse): void {
  const name = decodeURIComponent(path.slice(1)).replace(/\/-\/.*$/, '');
  const found = published.find((candidate) => candidate.name === name);
  if (found === undefined) response.writeHead(404).end();
  else if (path.includes('/-/')) response.end(found.tarball);
  else response.setHeader('Content-Type', 'application/json').end(found.document);
}

async function publish(folder: string, dir: string, url: string): Promise<Published> {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
  };
  const { name, version } = manifest;
  const packing = ['pack', '--json', '--ignore-scripts', '--pack-destination', dir, folder];
  const { stdout } = await runProgram('npm', packing);
  const [{ filename }] = JSON.parse(stdout) as [{ readonly filename: string }];
  const tarball = await readFile(join(dir, filename));
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  const dist = { integrity, tarball: `${url}/${name}/-/${filename}` };
  const document = {
    name,
    'dist-tags': { latest: version },
    versions: { [version]: { ...manifest, dist } },
  };
  return { name, tarball, document: JSON.stringify(document) };
}
