import { pinModule } from '../../machine/flatcar/pin-module.ts';
import {
  currentVersion,
  digestOf,
  isOlder,
  type FlatcarRelease,
  publisherOf,
  RELEASE_FILES,
  type ReleaseFile,
  releasePath,
} from '../../machine/flatcar/release-files.ts';
import { Failure } from '../../model/failure.ts';
import type { ReleaseStore, SigningKey } from '../../ports/release-store.ts';

export { PIN_HEADER, pinnedRelease } from '../../machine/flatcar/pin-module.ts';

export interface OsRequest extends Omit<FlatcarRelease, 'version'> {
  /** Null for what the channel has now. */
  readonly version: string | null;
  /** A server with the same directories as Flatcar's own; null for that. */
  readonly mirror: string | null;
  readonly key: SigningKey;
  /** What is pinned where this is going to be written; null: nothing. */
  readonly pinned: Pick<FlatcarRelease, 'channel' | 'version'> | null;
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

/**
 * Fetches a release, checks signatures and hashes of both files, and pins it. A server can only give what
 * the publisher has signed, and nothing signed of another release: the version is signed too, and all
 * signatures are of the same days.
 */
export async function fetchOs(
  { channel, arch, version: wanted, mirror, key, pinned }: OsRequest,
  { store, tell }: OsPorts,
  signal: AbortSignal,
): Promise<FetchedOs> {
  const publisher = mirror?.replace(/\/+$/, '') ?? publisherOf(channel);
  const version =
    wanted ??
    (await askVersion(`${publisher}/${releasePath({ arch, version: 'current' })}`, store, signal));
  if (wanted === null && pinned?.channel === channel && isOlder(version, pinned.version))
    throw olderThanPinned(publisher, version, pinned.version);
  const path = releasePath({ arch, version });
  const release = await takeVersion(`${publisher}/${path}/version.txt`, version, {
    store,
    key,
    signal,
  });
  const take = async (which: ReleaseFile) => {
    const file = `${path}/${RELEASE_FILES[which]}`;
    const url = `${publisher}/${file}`;
    const { sha512, bytes, signedAt } = await store.take(url, file, key, signal);
    if (Math.abs(signedAt - release.signedAt) > SAME_RELEASE_SECONDS)
      throw otherRelease(url, version, signedAt, release.signedAt);
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

/** Releases of a channel are weeks apart, and what belongs to one is signed within hours. */
const SAME_RELEASE_SECONDS = 3 * 24 * 3600;

/** When the version was signed. Throws a `Failure` where the publisher has signed another one. */
async function takeVersion(
  url: string,
  version: string,
  { store, key, signal }: { store: ReleaseStore; key: SigningKey; signal: AbortSignal },
): Promise<{ readonly signedAt: number }> {
  const { text, signedAt } = await store.takeText(url, key, signal);
  const signed = currentVersion(text);
  if (signed === version) return { signedAt };
  throw new Failure({
    code: 'other-release',
    message: `${url} is signed for ${signed ?? 'no version'}, not for ${version}`,
    hint: 'The server gives another release by this name. Nothing was written; take another server.',
  });
}

function otherRelease(url: string, version: string, signed: number, release: number): Failure {
  const [file, text] = [signed, release].map((time) => new Date(time * 1000).toISOString());
  return new Failure({
    code: 'other-release',
    message: `${url} was signed at ${file ?? ''}, and ${version} at ${text ?? ''}: it is of another release`,
    hint: 'The server has parts of two releases. Nothing was written; take another server.',
  });
}

function olderThanPinned(publisher: string, version: string, pinned: string): Failure {
  return new Failure({
    code: 'older-release',
    message: `${publisher} has ${version} now, which is older than ${pinned} that is pinned`,
    hint: `Write --version ${version} to go back to it. Nothing was written.`,
  });
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
