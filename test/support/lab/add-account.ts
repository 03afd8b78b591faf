import type { HostOperations } from './operate-hosts.ts';

/** Whether and how an account becomes root: by the real sudo, or not at all. */
export type Sudo = 'without a password' | 'by a password' | 'missing';

/** Makes an account on a host of a lab that logs in by the lab's key, and is not root. */
export async function addAccount(
  { run }: Pick<HostOperations, 'run'>,
  host: string,
  { name, sudo }: { readonly name: string; readonly sudo: Sudo },
): Promise<void> {
  const { exitCode, stderr } = await run(
    host,
    // sshd reads the keys as the one who logs in, and lets nobody in whose password is locked.
    `set -e; useradd --create-home --shell /bin/sh ${name}; usermod --password '*' ${name}
     chmod 644 /run/authorized-keys; ${ruleOf(name, sudo)}`,
  );
  if (exitCode !== 0) throw new Error(`no account on ${host}: ${stderr}`);
}

function ruleOf(name: string, sudo: Sudo): string {
  if (sudo === 'missing') return 'rm /usr/bin/sudo';
  const tag = sudo === 'without a password' ? 'NOPASSWD: ' : '';
  return `echo '${name} ALL=(ALL) ${tag}ALL' >/etc/sudoers.d/lab; chmod 440 /etc/sudoers.d/lab`;
}
