import type { FileHandle } from 'node:fs/promises';
import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoreRules } from '../../../model/backup-rules.ts';
import { runBounded } from '../../bounded-run.ts';
import { makeGuardedDirectory } from '../../guarded-directory.ts';
import type { SupervisedCommand } from '../../supervised-command.ts';
import { streamToFile } from '../stream-to-file.ts';
import { gitEnvironment, quietSsh } from './git-environment.ts';
import { gitFailed, gitLate, gitMissing } from './git-failures.ts';
import { type GitSetting, printGitConfig, readTransportConfig } from './transport-config.ts';

export type GitRules = Extract<StoreRules, { readonly type: 'git' }>;

type Variables = Readonly<Record<string, string | undefined>>;

export interface GitOutput {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface GitOptions {
  readonly stdin?: string;
  readonly env?: Variables;
  readonly timeoutMilliseconds?: number;
}

/** A private repository for one piece of work; its remote `origin` is the store. */
export interface GitWorkspace {
  readonly place: string;
  /** Runs git to its end, however it ends. */
  readonly attempt: (args: readonly string[], options?: GitOptions) => Promise<GitOutput>;
  /** What it prints. Throws a `Failure` where git fails. */
  readonly git: (args: readonly string[], options?: GitOptions) => Promise<string>;
  /** Writes what git prints to a file. */
  readonly stream: (args: readonly string[], file: FileHandle) => Promise<GitOutput>;
  readonly remove: () => Promise<void>;
}

/** Blobs up to this come with the commit; larger ones when they are asked for, where the server can do that. */
export const SMALL_BYTES = 64 * 1024;

const LONGEST_MILLISECONDS = 60 * 60 * 1000;
const MOST_BYTES = 64 * 1024 * 1024;

/** Makes the workspace. It is gone after `remove`, and when we are, whatever ends us. */
export async function makeGitWorkspace(
  { uri, knownHosts }: GitRules,
  place: string,
  env: Variables,
  signal: AbortSignal,
): Promise<GitWorkspace> {
  const directory = await makeGuardedDirectory(env, 'kubernixos-git-');
  const { path } = directory;
  const hostsFile = knownHosts === '' ? null : join(path, 'known_hosts');
  const describe = (args: readonly string[], more: Variables = {}): SupervisedCommand => ({
    ...{ command: 'git', args, cwd: path, ownGroup: true },
    env: { ...gitEnvironment(env, path, hostsFile), ...more },
  });
  const run = async (command: SupervisedCommand, milliseconds: number): Promise<GitOutput> => {
    const bounds = { timeoutMilliseconds: milliseconds, mostBytes: MOST_BYTES };
    const result = await runBounded(command, bounds, signal);
    if (result.type === 'exited') return result;
    throw result.type === 'missing' ? gitMissing() : gitLate(place, command.args[0], milliseconds);
  };
  const workspace: GitWorkspace = {
    place,
    attempt: (args, { stdin, env: more, timeoutMilliseconds = LONGEST_MILLISECONDS } = {}) => {
      const input = stdin === undefined ? {} : { stdin: { text: stdin } };
      return run({ ...describe(args, more), ...input }, timeoutMilliseconds);
    },
    async git(args, options) {
      const output = await workspace.attempt(args, options);
      if (output.exitCode !== 0) throw gitFailed(place, args[0], output.stderr);
      return output.stdout;
    },
    async stream(args, file) {
      const { exit, stderr } = await streamToFile(describe(args), file, signal);
      if (exit.type === 'missing') throw gitMissing();
      return { exitCode: exit.exitCode, stdout: '', stderr };
    },
    remove: () => directory.remove(),
  };
  try {
    if (hostsFile !== null) await writeFile(hostsFile, knownHosts, { mode: 0o600 });
    const user = { ...describe(['config', '--null', '--list']), env: withoutRepository(env) };
    const listed = await run(user, LONGEST_MILLISECONDS);
    const settings = readTransportConfig(listed.stdout).map(withQuietSsh);
    await writeFile(join(path, 'config'), printGitConfig(settings), { mode: 0o600 });
    await workspace.git(['init', '--quiet', '--bare', '--template=', join(path, 'repository')]);
    await appendFile(join(path, 'repository/config'), printGitConfig(ownSettings(uri)));
    return workspace;
  } catch (error) {
    await directory.remove();
    throw error;
  }
}

/** The settings of the user, not those of a repository that this happens to run in. */
function withoutRepository(env: Variables): Variables {
  return { ...env, GIT_DIR: undefined, GIT_WORK_TREE: undefined };
}

function withQuietSsh([name, value]: GitSetting): GitSetting {
  const isSsh = name === 'core.sshcommand' && value !== null && /^(?:\S*\/)?ssh\b/.test(value);
  return [name, isSsh ? quietSsh(value) : value];
}

/** Encrypted files neither shrink nor resemble each other. */
function ownSettings(uri: string): readonly GitSetting[] {
  return [
    ['core.hooksPath', '/dev/null'],
    ['core.compression', '0'],
    ['core.bigFileThreshold', '1m'],
    ['pack.window', '0'],
    ['gc.auto', '0'],
    ['maintenance.auto', 'false'],
    ['protocol.version', '2'],
    ['http.lowSpeedLimit', '1'],
    ['http.lowSpeedTime', '60'],
    ['gpg.format', 'openpgp'],
    ['remote.origin.url', uri],
    ['remote.origin.promisor', 'true'],
    ['remote.origin.partialclonefilter', `blob:limit=${String(SMALL_BYTES)}`],
  ];
}
