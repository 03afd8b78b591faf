import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Architecture } from './architectures.ts';
import { SOURCES } from './packages.ts';
import { runProgram } from './run-program.ts';

/** Where Debian's own package has the keys that its archive is signed by. */
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** apt for another machine: one of the given architecture, on which nothing is installed. */
export interface PrivateApt {
  readonly run: (program: string, args: readonly string[]) => Promise<string>;
  readonly remove: () => Promise<void>;
}

/**
 * Makes an apt with state, cache and configuration of its own, which reads Debian's signed lists anew.
 * This machine's own apt is left as it is.
 */
export async function makePrivateApt({ name }: Architecture): Promise<PrivateApt> {
  const home = await mkdtemp(join(tmpdir(), 'kubernixos-apt-'));
  await mkdir(join(home, 'lists/partial'), { recursive: true });
  await mkdir(join(home, 'archives/partial'), { recursive: true });
  await writeFile(join(home, 'status'), '');
  await writeFile(join(home, 'sources.list'), sources());
  await writeFile(join(home, 'apt.conf'), configuration(home, name));
  const env = { ...process.env, APT_CONFIG: join(home, 'apt.conf') };
  const apt = {
    run: (program: string, args: readonly string[]) => runProgram(program, args, { env }),
    remove: () => rm(home, { recursive: true }),
  };
  await apt.run('apt-get', ['update', '-q', '--error-on=any']);
  return apt;
}

function sources(): string {
  const line = ({ base, suite }: (typeof SOURCES)[number]) =>
    `deb [signed-by=${KEYRING}] ${base} ${suite} main\n`;
  return SOURCES.map(line).join('');
}

/** Read first, and in place of what this machine has in /etc/apt. */
function configuration(home: string, architecture: string): string {
  return `
APT::Architecture "${architecture}";
APT::Architectures { "${architecture}"; };
APT::Install-Recommends "false";
APT::Install-Suggests "false";
APT::Sandbox::User "";
Acquire::Languages "none";
Dir::State "${home}";
Dir::State::lists "${home}/lists";
Dir::State::status "${home}/status";
Dir::Cache "${home}";
Dir::Cache::archives "${home}/archives";
Dir::Etc::main "/dev/null";
Dir::Etc::parts "/dev/null";
Dir::Etc::sourcelist "${home}/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
`;
}
