import { homeDirectory } from './home-directory.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** What ssh, agents and names of this machine need; anything else could change what ssh does. */
const NAMES =
  /^(?:PATH|HOME|USER|LOGNAME|SSH_AUTH_SOCK|KRB5CCNAME|XDG_RUNTIME_DIR|TMPDIR|TERM|LANG|LC_.*)$/;

/** The environment of ssh. Its proxies are run by the plain shell, whatever the user's is. */
export function sshEnvironment(env: Variables): Variables {
  const kept = Object.entries(env).filter(([name]) => NAMES.test(name));
  return { ...Object.fromEntries(kept), HOME: homeDirectory(env), SHELL: '/bin/sh' };
}
