import type { HostShell, ShellResult } from '../ports/host-shell.ts';
import { runBounded, type BoundedResult } from './bounded-run.ts';
import { sshArguments, type SshTransport } from './ssh-arguments.ts';
import { sshCommand, type SshSettings } from './ssh-command.ts';
import { sshEnvironment } from './ssh-environment.ts';
import { sshMissing } from './ssh-missing.ts';
import { sshReason } from './ssh-reason.ts';
import type { SupervisedCommand } from './supervised-command.ts';

export interface HostShellSettings extends SshSettings {
  /** How long a script may take, with the connection. */
  readonly timeoutMilliseconds: number;
}

/** Shells on hosts, by the system's ssh. */
export function createHostShell(settings: HostShellSettings): HostShell {
  return {
    async run({ transport }, script, signal) {
      signal.throwIfAborted();
      switch (transport.type) {
        case 'winRM':
          return { type: 'unsupported' };
        case 'localhost':
          return toResult(await run(settings, localCommand(settings), script, signal), settings);
        case 'ssh':
        case 'openSSH': {
          const command = await sshCommand(settings, (trust) =>
            sshArguments(transport, trust, AS_ROOT),
          );
          const result = toResult(await run(settings, command, script, signal), settings);
          return result.type === 'unreached' ? withWay(result.reason, transport) : result;
        }
      }
    },
  };
}

const MOST_BYTES = 4 * 1024 * 1024;

/** As ssh has it: nothing was run. */
const UNREACHED = 255;

/**
 * The script comes by standard input: command lines can be seen by every user. One line, without
 * quotes of its own, so that the login shell may be any.
 */
const AS_ROOT = `sh -c '${[
  '[ "$(id -u)" != 0 ] || exec sh -s',
  'for become in "sudo -n --" "doas -n --"',
  'do $become sh -c : </dev/null 2>/dev/null && exec $become sh -s',
  'done',
  'echo "the user $(id -un) cannot become root there by sudo or doas without a password" >&2',
  `exit ${String(UNREACHED)}`,
].join('; ')}'`;

function localCommand({ env }: HostShellSettings): SupervisedCommand {
  return { command: 'sh', args: ['-c', AS_ROOT], env: sshEnvironment(env), cwd: '/' };
}

function run(
  { timeoutMilliseconds }: HostShellSettings,
  command: SupervisedCommand,
  script: string,
  signal: AbortSignal,
): Promise<BoundedResult> {
  const bounds = { timeoutMilliseconds, mostBytes: MOST_BYTES };
  return runBounded({ ...command, stdin: { text: script } }, bounds, signal);
}

function toResult(result: BoundedResult, { timeoutMilliseconds }: HostShellSettings): ShellResult {
  switch (result.type) {
    case 'missing':
      throw sshMissing();
    case 'late':
      return unreached(`no answer within ${String(timeoutMilliseconds / 1000)} seconds`);
    case 'verbose':
      return unreached('it answers with more than 4 MB');
    case 'exited':
      return result.exitCode === UNREACHED
        ? unreached(sshReason(result.stderr))
        : {
            type: 'ran',
            exitCode: result.exitCode,
            stdout: result.stdout,
            stderr: result.stderr,
          };
  }
}

function withWay(reason: string, transport: SshTransport): ShellResult {
  const bastion = transport.type === 'ssh' ? transport.bastion : null;
  return unreached(
    bastion === null ? reason : `${reason} (on the way by the bastion ${bastion.address})`,
  );
}

function unreached(reason: string): ShellResult {
  return { type: 'unreached', reason };
}
