import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabTool } from './lab-hostgroup.ts';
import type { Lab } from './start-lab.ts';

/** Where a hostgroup of a lab keeps backups and keys: below its home directory. */
export const backupOptions = (more = '') => `
  backup = {
    store.directory = lib.mkDefault "~/store";
    signingKeyFile = lib.mkDefault "~/keys/signing.pem";
    identityFile = lib.mkDefault "~/keys/identity.txt";
    ${more}
  } // (if builtins.pathExists ./keys.nix then import ./keys.nix else { });`;

/** A host of the lab for drills, as `backupOptions` takes it. */
export function describeDrillHost(lab: Lab, name: string): string {
  const { ipv4 } = lab.host(name);
  const key = lab.hostKeys.get(name) ?? '';
  return `drill.host = { address = "${ipv4}"; hostKey = "${key}"; ssh.keyPath = "${lab.keyPath}"; binary = "${lab.k0sPath}"; };`;
}

/** Runs `cluster init`, and has the hostgroup say what that prints, as a person does. */
export async function initBackups({ run, dir }: LabTool): Promise<string> {
  const { exitCode, stdout, stderr } = await run('cluster', 'init');
  if (exitCode !== 0) throw new Error(stderr);
  const lines = stdout.replaceAll('kubernixos.cluster.backup.', '');
  await writeFile(join(dir, 'keys.nix'), `{\n${lines}}\n`);
  return stdout;
}
