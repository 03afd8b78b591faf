import { existsSync } from 'node:fs';
import { provideMachineFiles } from './machine-files.mjs';
import { lackingPackages, provideOptional } from './optional-packages.mjs';

/** What boot media are made and tried with, by the package that brings it. */
const packages = {
  dosfstools: ['/usr/sbin/mkfs.fat'],
  e2fsprogs: ['/usr/sbin/debugfs'],
  fdisk: ['/usr/sbin/sfdisk'],
  gdisk: ['/usr/sbin/sgdisk'],
  gnupg: ['gpg'],
  ignition: ['ignition-validate'],
  mtools: ['mcopy'],
  'qemu-system-x86': ['qemu-system-x86_64'],
  socat: ['socat'],
  syslinux: ['syslinux'],
};

/** It brings firmware for UEFI, and no program. */
const firmware = '/usr/share/OVMF/OVMF_CODE_4M.fd';

/** Installs and downloads what tests of machines need, where that is possible; else they are skipped, and it says so. */
export async function provideMachinePrograms() {
  await provideOptional({
    missing: () => [...lackingPackages(packages), ...(existsSync(firmware) ? [] : ['ovmf'])],
    skipped: (missing) => `Boot media are not tested: ${missing.join(', ')} is missing here.`,
  });
  await provideMachineFiles();
}
