import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { installDebianPackages, whyNotInstallable, withPackagesLock } from './debian-packages.mjs';
import { Problem } from './problem.mjs';
import { findOnPath, isProgram } from './programs.mjs';
import { say } from './say.mjs';

/** What stand-in hosts and stores of backups are made of, by the package that brings it. */
const packages = {
  'openssh-server': ['/usr/sbin/sshd'],
  'openssh-client': ['ssh', 'ssh-keygen'],
  'etcd-server': ['etcd'],
  'etcd-client': ['etcdctl'],
  iproute2: ['ip'],
  curl: ['curl'],
  openssl: ['openssl'],
  sudo: ['sudo'],
  restic: ['restic'],
};

const startPolicy = '/usr/sbin/policy-rc.d';

/** Installs what stand-in hosts need, where that is possible; else their tests are skipped, and it says so. */
export async function provideLabPrograms() {
  if (missingPackages().length === 0) return;
  if (whyNotInstallable() !== null) {
    tellSkipped();
    return;
  }
  await withPackagesLock(async (lock) => {
    const missing = missingPackages();
    if (missing.length > 0) await tryInstall(missing, lock);
  });
}

function missingPackages() {
  return Object.entries(packages).flatMap(([name, programs]) =>
    programs.every(isInstalled) ? [] : [name],
  );
}

/** @param {string} program */
function isInstalled(program) {
  return program.startsWith('/') ? isProgram(program) : findOnPath(program) !== undefined;
}

/**
 * @param {readonly string[]} missing
 * @param {number} lock
 */
async function tryInstall(missing, lock) {
  try {
    await withoutStartingServices(() => installDebianPackages(missing, lock));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    say(error.message);
    tellSkipped();
  }
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

function tellSkipped() {
  say(
    `Clusters are not tested on stand-in hosts: ${missingPackages().join(', ')} is missing here.`,
  );
}
