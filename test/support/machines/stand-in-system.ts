import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { cpioArchive, type CpioEntry } from './cpio.ts';
import { canMakeImages, machineCache } from './machine-tools.ts';

/** A Debian kernel with its modules and a static busybox, as `provideMachineFiles` brings them. */
const GUEST = join(machineCache, 'machine-guest');

/** Whether machines can be booted here. */
export const canBoot =
  canMakeImages &&
  existsSync(GUEST) &&
  existsSync('/usr/bin/qemu-system-x86_64') &&
  existsSync('/usr/share/OVMF/OVMF_CODE_4M.fd');

/** In the order in which they need one another. */
const MODULES = [
  ...['virtio_ring', 'virtio', 'virtio_pci_legacy_dev', 'virtio_pci_modern_dev', 'virtio_pci'],
  ...['virtio_blk', 'failover', 'net_failover', 'virtio_net'],
];

/** What stands for Flatcar: hashes of its two files. */
export interface StandInSystem {
  readonly kernel: string;
  readonly initrd: string;
}

/** Puts a kernel and a first file system into a directory, under the names of Flatcar's. */
export async function writeStandInSystem(directory: string): Promise<StandInSystem> {
  await mkdir(directory, { recursive: true });
  const boot = join(GUEST, 'boot');
  const image = readdirSync(boot).find((name) => name.startsWith('vmlinuz-')) ?? '';
  const kernel = join(directory, 'flatcar_production_pxe.vmlinuz');
  const initrd = join(directory, 'flatcar_production_pxe_image.cpio.gz');
  await copyFile(join(boot, image), kernel);
  await writeFile(initrd, gzipSync(cpioArchive(firstFiles(image.slice('vmlinuz-'.length)))));
  return { kernel: sha512Of(kernel), initrd: sha512Of(initrd) };
}

function firstFiles(version: string): readonly CpioEntry[] {
  const folders = ['bin', 'dev', 'proc', 'sys', 'secrets', 'modules'];
  const modules = join(GUEST, 'lib/modules', version, 'kernel');
  const all = readdirSync(modules, { recursive: true, encoding: 'utf8' });
  const chosen = MODULES.flatMap((name) => all.filter((path) => path.endsWith(`/${name}.ko`)));
  return [
    ...folders.map((path) => ({ path, mode: 0o040755, content: Buffer.of() })),
    { path: 'bin/busybox', mode: 0o100755, content: readFileSync(join(GUEST, 'bin/busybox')) },
    {
      path: 'init',
      mode: 0o100755,
      content: readFileSync(join(import.meta.dirname, 'guest-init')),
    },
    ...chosen.map((path) => ({
      path: `modules/${path.slice(path.lastIndexOf('/') + 1)}`,
      mode: 0o100644,
      content: readFileSync(join(modules, path)),
    })),
  ];
}

function sha512Of(file: string): string {
  return createHash('sha512').update(readFileSync(file)).digest('hex');
}
