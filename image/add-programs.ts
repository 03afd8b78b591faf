import { chmod, copyFile, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Architecture } from './architectures.ts';
import { buildKubectl } from './build-kubectl.ts';
import { fetchFile } from './fetch-files.ts';
import type { LockedNode } from './lock.ts';
import { packKubernixos } from './pack-kubernixos.ts';
import { runProgram } from './run-program.ts';

/** What does not come from Debian. */
export interface OwnPrograms {
  readonly architecture: Architecture;
  readonly node: LockedNode;
  /** The file of k0sctl, which no registry of packages has; null leaves it out. */
  readonly k0sctl: string | null;
}

/** Adds programs below a directory: Node.js, kubectl, k0sctl, kubernixos, and what a container starts with. */
export async function addPrograms(
  { architecture, node, k0sctl }: OwnPrograms,
  root: string,
): Promise<void> {
  const programs = join(root, 'usr/local/bin');
  await mkdir(programs, { recursive: true });
  await addNode(node, join(programs, 'node'));
  await addProgram(await buildKubectl(architecture), join(programs, 'kubectl'));
  if (k0sctl !== null) await addProgram(k0sctl, join(programs, 'k0sctl'));
  await packKubernixos(join(root, 'usr/local/lib/kubernixos'));
  await symlink('../lib/kubernixos/dist/cli.js', join(programs, 'kubernixos'));
  await addProgram(join(import.meta.dirname, 'entry.sh'), join(programs, 'kubernixos-entry'));
  // The name by which tasks written for concourse-k0sctl call it.
  await symlink('kubernixos-entry', join(programs, 'k0sctl-handler.sh'));
}

async function addProgram(file: string, path: string): Promise<void> {
  await copyFile(file, path);
  await chmod(path, 0o755);
}

/** Of npm's package the program alone. */
async function addNode({ integrity, url }: LockedNode, path: string): Promise<void> {
  const [, digest = ''] = integrity.split('sha512-');
  const file = await fetchFile({ url, algorithm: 'sha512', encoding: 'base64', digest });
  const work = await mkdtemp(join(tmpdir(), 'kubernixos-node-'));
  await runProgram('tar', ['--extract', '--file', file, '--directory', work, 'package/bin/node']);
  await copyFile(join(work, 'package/bin/node'), path);
  await chmod(path, 0o755);
  await rm(work, { recursive: true });
}
