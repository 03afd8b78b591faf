import { join } from 'node:path';
import { shellQuote } from '../../../model/shell-quote.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** What asks people, or changes the words of messages that are read here. */
const LEFT_OUT = ['SSH_ASKPASS', 'SSH_ASKPASS_REQUIRE', 'GPG_TTY', 'LC_ALL', 'LANGUAGE'];

/** Variables of git that say how servers are reached. All others would change what a command does. */
const KEPT = /^GIT_(?:SSH|SSH_COMMAND|SSH_VARIANT|SSL_.*|PROXY_SSL_.*|HTTP_.*)$/;

/**
 * The environment of git: that of the user, since credential helpers and ssh need it, without what
 * commits, hooks, repositories or prompts depend on. With a file of known hosts, ssh knows no others.
 */
export function gitEnvironment(
  env: Variables,
  directory: string,
  knownHosts: string | null,
): Variables {
  const passed = Object.entries(env).filter(
    ([name]) => !LEFT_OUT.includes(name) && (!name.startsWith('GIT_') || KEPT.test(name)),
  );
  return {
    ...Object.fromEntries(passed),
    ...sshCommand(env, knownHosts),
    LC_ALL: 'C',
    GIT_DIR: join(directory, 'repository'),
    GIT_INDEX_FILE: join(directory, 'index'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: join(directory, 'config'),
    GIT_ATTR_NOSYSTEM: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: 'ssh:https:file',
  };
}

/** An ssh of the user's own stays as it is: its options may be other ones. */
function sshCommand(
  { GIT_SSH, GIT_SSH_COMMAND = 'ssh' }: Variables,
  knownHosts: string | null,
): Variables {
  if (GIT_SSH !== undefined || !/^(?:\S*\/)?ssh(?:\s|$)/.test(GIT_SSH_COMMAND)) return {};
  return { GIT_SSH_COMMAND: quietSsh(`${GIT_SSH_COMMAND}${knowing(knownHosts)}`) };
}

function knowing(knownHosts: string | null): string {
  if (knownHosts === null) return '';
  const file = shellQuote(knownHosts);
  return ` -oUserKnownHostsFile=${file} -oGlobalKnownHostsFile=none -oStrictHostKeyChecking=yes`;
}

/** Asks nothing, and ends where nobody answers. */
export function quietSsh(command: string): string {
  const alive = '-oConnectTimeout=30 -oServerAliveInterval=15 -oServerAliveCountMax=4';
  return `${command} -oBatchMode=yes ${alive}`;
}
