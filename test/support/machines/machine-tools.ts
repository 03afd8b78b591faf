import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { builtTool, runProgram, type RunResult } from '../cluster-tools.ts';

/** Whether the programs are here that images are made of, as `provideMachinePrograms` brings them. */
export const canMakeImages = ['mkfs.fat', 'debugfs', 'sfdisk', 'sgdisk', 'mcopy', 'syslinux'].every(
  (program) => ['/usr/sbin', '/usr/bin', '/sbin'].some((dir) => existsSync(join(dir, program))),
);

const cacheHome = process.env['XDG_CACHE_HOME'] ?? '';

/** The cache with iPXE, as `provideMachineFiles` fills it. */
export const machineCache = join(
  isAbsolute(cacheHome) ? cacheHome : join(homedir(), '.cache'),
  'kubernixos',
);

/** Variables that the tool takes for input: none of them is that of whoever runs the tests. */
const INPUTS =
  /^(?:K3S_|LOGEXPORT_|HEARTBEAT_|NAMECHEAP_|NODE_HOSTNAME$|SSH_KEY_PATH$|IGN_PATH$|HOSTGROUP$)/;

const noInputs = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => INPUTS.test(name))
    .map((name) => [name, undefined]),
);

type Variables = Readonly<Record<string, string | undefined>>;

/** A hostgroup in a directory of its own, and the built tool. */
export interface MachineTool {
  readonly dir: string;
  readonly run: (args: readonly string[], env?: Variables) => Promise<RunResult>;
  readonly start: (args: readonly string[], env?: Variables) => ChildProcess;
  readonly write: (name: string, text: string, mode?: number) => Promise<string>;
}

export const KEY =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEt1YmVybml4b3NUZXN0S2V5VGhhdElzTm9uZTEy me@home';

/** One machine on a stick; `more` sets further options of it. */
export function describeMachine(more = '', name = 'node1'): string {
  return `
    kubernixos.machines.${name} = {
      hostname = "${name}.example.com";
      ssh.authorizedKeys = [ "${KEY}" ];
      os.flatcar = {
        version = lib.mkDefault "4593.2.5";
        kernel.sha512 = lib.mkDefault "${'a'.repeat(128)}";
        initrd.sha512 = lib.mkDefault "${'b'.repeat(128)}";
      };
      ${more}
    };`;
}

/** Writes a hostgroup with these definitions. */
export async function machineTool(definitions: string): Promise<MachineTool> {
  const dir = await mkdtemp(join(tmpdir(), 'kubernixos-machine-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true, maxRetries: 5 }));
  await mkdir(join(dir, 'tmp'));
  const environment = (env: Variables): Variables => ({
    ...{ ...noInputs, NIX_PATH: 'x=/x', TMPDIR: join(dir, 'tmp'), NO_COLOR: '1' },
    ...env,
  });
  const write: MachineTool['write'] = async (name, text, mode = 0o600) => {
    await writeFile(join(dir, name), text, { mode });
    return join(dir, name);
  };
  await write('prod.nix', `{ network.modules = [ ({ lib, ... }: { ${definitions} }) ]; }`);
  const words = (args: readonly string[]) => [builtTool, './prod.nix', 'machine', ...args];
  return {
    dir,
    write,
    run: (args, env = {}) =>
      runProgram(process.execPath, words(args), { cwd: dir, env: environment(env) }),
    start: (args, env = {}) =>
      spawn(process.execPath, words(args), {
        cwd: dir,
        env: { ...process.env, ...environment(env) },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
  };
}
