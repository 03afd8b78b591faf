import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { lackingPackages, provideOptional } from './optional-packages.mjs';

/** What stand-in hosts and stores of backups are made of, by the package that brings it. */
const packages = {
  'openssh-server': ['/usr/sbin/sshd'],
  'openssh-client': ['ssh', 'ssh-keygen'],
  'etcd-server': ['etcd'],
  'etcd-client': ['etcdctl'],
  iproute2: ['ip'],
  'mtr-tiny': ['mtr', 'mtr-packet'],
  curl: ['curl'],
  openssl: ['openssl'],
  sudo: ['sudo'],
  restic: ['restic'],
};

const startPolicy = '/usr/sbin/policy-rc.d';

/** Installs what stand-in hosts need, where that is possible; else their tests are skipped, and it says so. */
export function provideLabPrograms() {
  return provideOptional({
    missing: () => lackingPackages(packages),
    skipped: (missing) =>
      `Clusters are not tested on stand-in hosts: ${missing.join(', ')} is missing here.`,
    around: withoutStartingServices,
  });
}

// Debian's packages start their servers at once, unless the machine's policy says 101, "forbidden".
/** @param {() => Promise<void>} action */
async function withoutStartingServices(action) {
  if (existsSync(startPolicy)) return action();
  writeFileSync(startPolicy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await action();
  } finally {
    rmSync(startPolicy);
  }
}
