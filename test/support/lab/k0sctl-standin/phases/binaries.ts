import { readFileSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { k0sOf, learn, type Host } from '../host.ts';
import { attempt, execute, writeRemote } from '../remote.ts';
import { onEach, plan, type Phase, type Run } from '../run.ts';

/** Uploads in a dry run too, and what was uploaded runs there as root: k0sctl does so. */
export const stageBinaries: Phase = {
  title: 'Stage k0s binaries on hosts',
  prepare: async (run) => {
    const needed = await Promise.all(run.hosts.map((host) => needsBinary(run, host)));
    staging.set(
      run,
      run.hosts.filter((_host, index) => needed[index]),
    );
    return needed.includes(true);
  },
  run: (run) => onEach(staging.get(run) ?? [], (host) => stage(run, host)),
  cleanUp: (run) => onEach(staging.get(run) ?? [], dropStaged),
};

const staging = new WeakMap<Run, readonly Host[]>();

async function needsBinary(run: Run, host: Host): Promise<boolean> {
  const { config, facts, reset } = host;
  if (reset || config.useExistingK0s === true) return false;
  if (config.k0sBinaryPath !== undefined) return isChanged(host, config.k0sBinaryPath);
  return (facts.runningVersion ?? facts.binaryVersion) !== run.version;
}

/** By size and time of change, as k0sctl compares files. */
export async function isChanged(host: Host, path: string): Promise<boolean> {
  const { size, mtimeMs } = statSync(path);
  const { stdout } = await attempt(host, `stat -c '%s %Y' ${k0sOf(host)}`);
  return stdout.toString().trim() !== `${size} ${Math.floor(mtimeMs / 1000)}`;
}

async function stage(run: Run, host: Host): Promise<void> {
  const { uploadBinary, k0sBinaryPath } = host.config;
  if (uploadBinary !== true && k0sBinaryPath === undefined)
    throw new Error('failed to download k0s: a stand-in downloads nothing');
  const path = k0sBinaryPath ?? cachedBinary(run);
  const staged = `${k0sOf(host)}.tmp.${String(process.hrtime.bigint())}`;
  run.log.info(`${host.title}: uploading k0s binary from ${path} to ${staged}`);
  await writeRemote(host, staged, readFileSync(path), '0755');
  await execute(host, `touch -d @${Math.floor(statSync(path).mtimeMs / 1000)} ${staged}`);
  learn(host, { stagedBinary: staged });
}

function cachedBinary({ version }: Run): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? '';
  const base = isAbsolute(cache) ? cache : join('/', process.env['HOME'] ?? '', '.cache');
  return join(base, 'k0sctl/k0s/linux/amd64', `k0s-${version.slice(1)}`);
}

/** Removes what was uploaded and not installed. */
export async function dropStaged(host: Host): Promise<void> {
  const { stagedBinary } = host.facts;
  if (stagedBinary !== '') await attempt(host, `rm -f ${stagedBinary}`);
  learn(host, { stagedBinary: '' });
}

export const installBinaries: Phase = {
  title: 'Install k0s binaries on hosts',
  prepare: (run) => run.args.dryRun || waiting(run).length > 0,
  run: (run) => onEach(waiting(run), (host) => putInPlace(run, host)),
  dryRun: (run) => {
    for (const host of run.hosts.filter(({ facts }) => facts.stagedBinary !== ''))
      plan(
        run,
        host,
        `install k0s ${run.version} binary from ${host.facts.stagedBinary} to ${k0sOf(host)}`,
      );
  },
  cleanUp: (run) => onEach(waiting(run), dropStaged),
};

function waiting({ hosts }: Run): readonly Host[] {
  return hosts.filter(({ facts }) => facts.stagedBinary !== '' && !facts.needsUpgrade);
}

/** Moves the uploaded k0s to where it runs, and checks that it is what was asked for. */
export async function putInPlace(run: Run, host: Host): Promise<void> {
  const k0s = k0sOf(host);
  await execute(host, `mv -f ${host.facts.stagedBinary} ${k0s} && chmod 0750 ${k0s}`);
  const version = await execute(host, `${k0s} version`);
  if (host.config.k0sBinaryPath === undefined && version !== run.version)
    throw new Error(
      `failed to install k0s binary: updated k0s binary version is ${version} not ${run.version}`,
    );
  learn(host, { stagedBinary: '', binaryVersion: version });
}
