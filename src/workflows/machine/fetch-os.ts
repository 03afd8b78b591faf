import { pinModule } from '../../machine/flatcar/pin-module.ts';
import {
  currentVersion,
  digestOf,
  type FlatcarRelease,
  publisherOf,
  RELEASE_FILES,
  type ReleaseFile,
  releasePath,
} from '../../machine/flatcar/release-files.ts';
import { Failure } from '../../model/failure.ts';
import type { ReleaseStore } from '../../ports/release-store.ts';

export { PIN_HEADER } from '../../machine/flatcar/pin-module.ts';

export interface OsRequest extends Omit<FlatcarRelease, 'version'> {
  /** Null for what the channel has now. */
  readonly version: string | null;
  /** A server with the same directories as Flatcar's own; null for that. */
  readonly mirror: string | null;
  readonly key: { readonly text: string; readonly fingerprint: string };
}

export interface OsPorts {
  readonly store: ReleaseStore;
  readonly tell: (line: string) => void;
}

/** What was fetched, and the module that pins it. */
export interface FetchedOs {
  readonly version: string;
  readonly module: string;
}

/** Fetches a release, checks signatures and hashes of both files, and pins it. */
export async function fetchOs(
  { channel, arch, version: wanted, mirror, key }: OsRequest,
  { store, tell }: OsPorts,
  signal: AbortSignal,
): Promise<FetchedOs> {
  const publisher = mirror?.replace(/\/+$/, '') ?? publisherOf(channel);
  const version =
    wanted ??
    (await askVersion(`${publisher}/${releasePath({ arch, version: 'current' })}`, store, signal));
  const path = releasePath({ arch, version });
  const take = async (which: ReleaseFile) => {
    const file = `${path}/${RELEASE_FILES[which]}`;
    const url = `${publisher}/${file}`;
    const { sha512, bytes } = await store.take(url, file, key, signal);
    const listed = digestOf(await store.readText(`${url}.DIGESTS`, signal), RELEASE_FILES[which]);
    if (listed !== sha512) throw otherDigest(url, sha512, listed);
    tell(`${url}: ${String(bytes)} bytes, signed by ${key.fingerprint}, sha512 ${sha512}`);
    return { file, sha512 };
  };
  const [kernel, initrd] = [await take('kernel'), await take('initrd')];
  for (const { file } of [kernel, initrd]) await store.keep(file);
  const hashes = { kernel: kernel.sha512, initrd: initrd.sha512 };
  const baseUrl = mirror === null ? null : `${publisher}/${path}`;
  return { version, module: pinModule({ channel, arch, version }, hashes, baseUrl) };
}

async function askVersion(
  directory: string,
  store: ReleaseStore,
  signal: AbortSignal,
): Promise<string> {
  const url = `${directory}/version.txt`;
  const version = currentVersion(await store.readText(url, signal));
  if (version !== null) return version;
  throw new Failure({
    code: 'no-version',
    message: `${url} tells no version`,
    hint: 'Name one by --version, such as --version 4593.2.5.',
  });
}

function otherDigest(url: string, sha512: string, listed: string | null): Failure {
  return new Failure({
    code: 'other-digest',
    message: `${url} has the SHA-512 ${sha512}, and its DIGESTS say ${listed ?? 'nothing of it'}`,
    hint: 'Nothing was written. The server may have parts of two releases: try again later.',
  });
}
