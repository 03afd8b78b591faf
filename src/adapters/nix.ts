import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Failure } from '../model/failure.ts';
import type { Nix, NixEvaluation, NixResult } from '../ports/nix.ts';
import { readNixMessages } from './nix-messages.ts';
import { runSupervised } from './supervise.ts';
import type { SupervisedCommand } from './supervised-command.ts';

export interface NixSettings {
  /** Nix gets it as it is, but for private keys that variables hold. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's directory; relative paths in expressions start here. */
  readonly cwd?: string | undefined;
}

/** Nix by its own programs, found on PATH. */
export function createNix(settings: NixSettings): Nix {
  return {
    /** Starts Nix before it gives back its promise, so that what else is done meanwhile does not delay it. */
    async evaluate(request, signal) {
      const store = chooseStore(settings.env);
      const env = { ...settings.env, ...NO_KEYS, ...request.variables };
      const args = [...ALWAYS, ...store, ...toArguments(request)];
      const result = await run({ ...settings, env }, args, signal);
      if (result.exitCode !== 0) await checkVersion(settings, signal);
      return result;
    },
  };
}

/** Private keys in themselves, which are for programs that log in and open backups. */
const NO_KEYS = { K0SCTL_SSH_KEY: undefined, K0SCTL_GPG_KEY: undefined };

/** Nix heeds no signal while it evaluates, and whoever presses Ctrl-C waits for its end. */
const GRACE_SECONDS = 1;

/** The oldest Nix that is known to evaluate what we ship. */
const OLDEST = [2, 8] as const;

/** Beside this module's folder, in the sources and in what is built of them. */
const EXPRESSION = join(import.meta.dirname, '..', '..', 'lib', 'eval.nix');

/**
 * Read-write mode: only then do paths get into the store and derivations can be imported from.
 * The trace is always asked for, since it names the option; it costs nothing until something fails.
 */
const ALWAYS = [
  ...['--eval', '--strict', '--json', '--read-write-mode', '--show-trace'],
  ...['--log-format', 'internal-json', EXPRESSION],
];

function toArguments({ strings, expressions, flakes = false }: NixEvaluation): string[] {
  return [
    ...(flakes ? ['--extra-experimental-features', 'flakes'] : []),
    ...Object.entries(strings).flatMap(([name, value]) => ['--argstr', name, value]),
    ...Object.entries(expressions).flatMap(([name, value]) => ['--arg', name, value]),
  ];
}

async function run(
  settings: NixSettings,
  args: readonly string[],
  signal: AbortSignal,
): Promise<NixResult> {
  const command: SupervisedCommand = {
    ...settings,
    command: 'nix-instantiate',
    args,
    graceSeconds: GRACE_SECONDS,
  };
  const result = await runSupervised(command, signal);
  if (result.type === 'missing') throw missing();
  const messages = readNixMessages(new TextDecoder().decode(result.stderr));
  return { exitCode: result.exitCode, stdout: result.stdout, messages };
}

function missing(): Failure {
  return new Failure({
    code: 'nix-missing',
    message: 'Nix is missing: there is no nix-instantiate on PATH',
    hint: 'install it: `apt-get install nix-bin` on Debian and Ubuntu, https://nixos.org/download elsewhere',
  });
}

/** Asked only after a failure: an old Nix fails at the flags, or at the builtins that it lacks. */
async function checkVersion(settings: NixSettings, signal: AbortSignal): Promise<void> {
  const { stdout } = await run(settings, ['--version'], signal);
  const text = new TextDecoder().decode(stdout).trim();
  // `nix-instantiate (Nix) 2.8.0`; others name themselves and their own version in the brackets.
  const [, major, minor] = /(\d+)\.(\d+)[^\s()]*$/.exec(text) ?? [];
  if (major === undefined || minor === undefined) return;
  const older = Number(major) - OLDEST[0] || Number(minor) - OLDEST[1];
  if (older >= 0) return;
  throw new Failure({
    code: 'nix-too-old',
    message: `Nix ${major}.${minor} is too old: kubernixos needs ${OLDEST.join('.')} or newer`,
    hint: 'see https://nixos.org/download for a newer one',
  });
}

/**
 * Nix opens its store even where nothing needs it, and fails where the user may not write it and no
 * daemon does so for them. Evaluation alone does without: https://nix.dev/manual/nix/latest/store/types/dummy-store
 */
function chooseStore(env: NixSettings['env']): string[] {
  if ((env['NIX_REMOTE'] ?? '') !== '') return [];
  const state = env['NIX_STATE_DIR'] ?? '/nix/var/nix';
  const socket = env['NIX_DAEMON_SOCKET_PATH'] ?? join(state, 'daemon-socket', 'socket');
  const usable =
    existsSync(socket) || isWritable(join(state, 'profiles')) || existsSync(ownStore(env));
  return usable ? [] : ['--store', 'dummy://'];
}

/** Where Nix since 2.10 keeps the store of a user who has no other. */
function ownStore(env: NixSettings['env']): string {
  const data = env['XDG_DATA_HOME'] ?? join(env['HOME'] ?? '/', '.local', 'share');
  return join(data, 'nix', 'root');
}

/** Whether the user may write a directory, or make it. */
function isWritable(path: string): boolean {
  if (!existsSync(path)) {
    const parent = dirname(resolve(path));
    return parent !== path && isWritable(parent);
  }
  return statSync(path).isDirectory() && isAccessible(path);
}

function isAccessible(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
