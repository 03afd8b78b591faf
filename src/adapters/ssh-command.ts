import { homeDirectory } from './home-directory.ts';
import { writeKnownHosts } from './known-hosts-file.ts';
import type { SshTrust } from './ssh-arguments.ts';
import { sshEnvironment } from './ssh-environment.ts';
import type { SupervisedCommand } from './supervised-command.ts';

export interface SshSettings {
  /** Of this process; ssh gets little of it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The declared host keys, in the format of OpenSSH; empty where none are declared. */
  readonly knownHosts: string;
  /** How long the connection may take. */
  readonly connectMilliseconds: number;
}

/** A call of ssh, with a file of host keys that is removed when it has ended. */
export async function sshCommand(
  { env, knownHosts, connectMilliseconds }: SshSettings,
  argumentsFor: (trust: SshTrust) => readonly string[],
): Promise<SupervisedCommand> {
  const { directory, file } = await writeKnownHosts(knownHosts);
  const args = argumentsFor({
    knownHostsFile: file,
    isDeclared: knownHosts !== '',
    connectSeconds: Math.max(1, Math.ceil(connectMilliseconds / 1000)),
    home: homeDirectory(env),
  });
  return { command: 'ssh', args, env: sshEnvironment(env), removeDirectory: directory };
}
