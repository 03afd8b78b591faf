import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { withLock } from './lock.mjs';
import { cacheDirectory, checkout } from './paths.mjs';
import { Problem } from './problem.mjs';
import { findOnPath, isProgram, run } from './programs.mjs';
import { say, sayWhile } from './say.mjs';

const names = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kubectl'];
/** Where the Go modules of Kubernetes are pinned. */
export const source = join(checkout, 'test/control-plane');
const howElse =
  'Or set KUBEBUILDER_ASSETS to a directory with etcd, kube-apiserver, kube-controller-manager and kubectl.';

/**
 * Finds the programs of a Kubernetes control plane: in KUBEBUILDER_ASSETS, on PATH, in the cache, or
 * by building them there from their Go modules.
 * @returns {Promise<string>} a directory that holds all four
 */
export async function provideControlPlane() {
  return fromAssets() ?? (await fromPath()) ?? (await fromCache());
}

function fromAssets() {
  const directory = process.env['KUBEBUILDER_ASSETS'] ?? '';
  if (directory === '') return undefined;
  const lacking = missingFrom(directory);
  if (lacking.length === 0) return directory;
  say(`KUBEBUILDER_ASSETS=${directory} lacks ${lacking.join(', ')}: not used.`);
  return undefined;
}

// Two different releases on PATH are an accident, and a client alone is no control plane.
async function fromPath() {
  const paths = names.map(findOnPath).filter((path) => path !== undefined);
  if (paths.length < names.length) return undefined;
  const versions = await Promise.all(paths.slice(1).map(kubernetesVersion));
  const [version] = versions;
  if (version === undefined || versions.some((other) => other !== version)) return undefined;
  const key = createHash('sha256').update(paths.join('\n')).digest('hex').slice(0, 16);
  return provideDirectory(`path-${key}`, (directory) => {
    for (const path of paths) symlinkSync(path, join(directory, basename(path)));
    return Promise.resolve();
  });
}

/** @param {string} path */
async function kubernetesVersion(path) {
  const args = basename(path) === 'kubectl' ? ['version', '--client'] : ['--version'];
  const { stdout } = await run(path, args);
  return /\bv\d+\.\d+\.\d+\S*/.exec(stdout)?.[0];
}

function fromCache() {
  const hash = createHash('sha256');
  for (const file of ['go.mod', 'go.sum']) hash.update(readFileSync(join(source, file)));
  return provideDirectory(hash.digest('hex').slice(0, 16), build);
}

/**
 * A directory of the cache, filled by `fill` where it is not there yet. It gets its name when it is
 * complete, so that a run that is killed leaves no half of one.
 * @param {string} key
 * @param {(directory: string, lock: number) => Promise<void>} fill
 */
async function provideDirectory(key, fill) {
  const directory = join(cacheDirectory(), 'control-plane', key);
  if (missingFrom(directory).length === 0) return directory;
  return withLock('control-plane', 'is building the control plane', async (lock) => {
    if (missingFrom(directory).length === 0) return directory;
    removeUnfinished(dirname(directory));
    rmSync(directory, { recursive: true, force: true });
    const unfinished = mkdtempSync(join(dirname(directory), 'unfinished-'));
    try {
      await fill(unfinished, lock);
      renameSync(unfinished, directory);
    } finally {
      rmSync(unfinished, { recursive: true, force: true });
    }
    return directory;
  });
}

/** @param {string} parent */
function removeUnfinished(parent) {
  mkdirSync(parent, { recursive: true });
  const unfinished = readdirSync(parent).filter((name) => name.startsWith('unfinished-'));
  for (const name of unfinished) rmSync(join(parent, name), { recursive: true, force: true });
}

/**
 * @param {string} directory
 * @param {number} lock
 */
async function build(directory, lock) {
  const go = findGo();
  const version = kubernetesRelease();
  say(
    `Kubernetes ${version} is built from its Go modules, once: 4 to 12 minutes, and 4 GB of disk for Go's caches.`,
  );
  // Go's work takes some gigabytes, which /tmp, often kept in memory, may not have.
  const work = join(directory, 'work');
  mkdirSync(work);
  const env = { GOTMPDIR: work, ...process.env, GOFLAGS: '-mod=readonly', GOWORK: 'off' };
  const packages = await sayWhile('Fetching the sources (go list)', async (tell) => {
    let modules = 0;
    const onLine = (/** @type {string} */ line) => {
      if (line.startsWith('go: downloading ')) tell(`${++modules} modules`);
    };
    const list = await run(go, ['list', '-deps', 'tool'], { cwd: source, env, lock, onLine });
    if (!list.succeeded) throw goFailed('go list', list.tail);
    return list.stdout.trim().split('\n').length;
  });
  await sayWhile('Building the control plane (go build)', async (tell) => {
    let compiled = 0;
    const onLine = () => {
      tell(`${++compiled} of at most ${packages} packages compiled`);
    };
    const flags = ['-v', '-trimpath', '-ldflags', linkerFlags(version), '-o', `${directory}/`];
    const built = await run(go, ['build', ...flags, 'tool'], { cwd: source, env, lock, onLine });
    if (!built.succeeded) throw goFailed('go build', built.tail);
  });
  // Go names a program after the last element of its path: go.etcd.io/etcd/server/v3.
  renameSync(join(directory, 'server'), join(directory, 'etcd'));
  rmSync(work, { recursive: true, force: true });
}

function findGo() {
  const go = findOnPath('go');
  if (go !== undefined) return go;
  throw new Problem(
    `Go, with which the test control plane is built, is not on PATH. Install Go 1.26 or newer: https://go.dev/doc/install\n${howElse}`,
  );
}

/** @returns {string} the version of Kubernetes that its Go modules are of, as v1.36.2 */
export function kubernetesRelease() {
  const release = /^\s*k8s\.io\/kubernetes (v\S+)/m.exec(
    readFileSync(join(source, 'go.mod'), 'utf8'),
  );
  if (release?.[1] === undefined)
    throw new Error('test/control-plane/go.mod names no k8s.io/kubernetes');
  return release[1];
}

/**
 * Without these a program does not know its own version, and `kubectl version` fails to parse it.
 * @param {string} version
 */
export function linkerFlags(version) {
  const [major, minor] = version.slice(1).split('.');
  const variable = 'k8s.io/component-base/version.git';
  const values = [`Version=${version}`, `Major=${major}`, `Minor=${minor}`];
  return ['-s', '-w', ...values.map((value) => `-X ${variable}${value}`)].join(' ');
}

/**
 * @param {string} command
 * @param {string} tail
 */
function goFailed(command, tail) {
  return new Problem(
    `The control plane could not be built: ${command} failed. It needs Go 1.26 or newer and Go's module proxy. It said:\n${tail}\n${howElse}`,
  );
}

/** @param {string} directory */
function missingFrom(directory) {
  return names.filter((name) => !isProgram(join(directory, name)));
}
