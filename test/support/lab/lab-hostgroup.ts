import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { builtTool, runProgram, type RunResult } from '../cluster-tools.ts';
import type { Lab } from './start-lab.ts';

export interface LabTool {
  /** Its home and working directory; temporary files go to `tmp` in it. */
  readonly dir: string;
  /** Runs the built tool with a hostgroup, in the lab's network. */
  readonly run: (...args: readonly string[]) => Promise<RunResult>;
}

/** The built tool, beside a hostgroup with this cluster; gone when the test is. */
export async function labTool(lab: Lab, cluster: string): Promise<LabTool> {
  const dir = await mkdtemp(join(tmpdir(), 'kubernixos-lab-tool-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  await mkdir(join(dir, 'tmp'));
  const modules = ['name = "shop"; k0s.version = lib.mkDefault "v1.33.4+k0s.0";', cluster].map(
    (text) => `({ lib, ... }: { kubernixos.cluster = { ${text} }; })`,
  );
  await writeFile(join(dir, 'prod.nix'), `{ network.modules = [ ${modules.join(' ')} ]; }`);
  return {
    dir,
    run: (...args) => {
      const { command, args: all } = lab.enter(process.execPath, [
        builtTool,
        './prod.nix',
        ...args,
      ]);
      return runProgram(command, all, { cwd: dir, env: { HOME: dir, NIX_PATH: 'x=/x' } });
    },
  };
}

/** The description of a host of the lab, with its key; `address` is its IPv4 address unless told. */
export function describeLabHost(
  lab: Lab,
  name: string,
  {
    role = 'controller',
    address = lab.host(name).ipv4,
    hostKey = lab.hostKeys.get(name) ?? '',
  } = {},
): string {
  const bastion = lab.host(name).behind;
  const behind =
    bastion === undefined
      ? ''
      : `ssh.bastion = { address = "${lab.host(bastion).ipv4}"; keyPath = "${lab.keyPath}"; hostKey = "${lab.hostKeys.get(bastion) ?? ''}"; };`;
  return `hosts.${name} = { role = "${role}"; address = "${address}"; hostKey = "${hostKey}"; ssh.keyPath = "${lab.keyPath}"; ${behind} };`;
}
