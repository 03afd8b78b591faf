import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '../cluster-tools.ts';

const SYSTEMD = '/lib/systemd/systemd';
const OWN = ['--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];

/** Whether a systemd of our own can be started: that takes root, and namespaces. */
export const canStartSystemd =
  existsSync(SYSTEMD) && spawnSync('unshare', [...OWN, 'true']).status === 0;

/**
 * What a unit has in its environment that reads a file by `EnvironmentFile=`. A systemd that is alone in
 * namespaces of its own runs it, and ends.
 */
export async function readEnvironment(
  dir: string,
  file: string,
): Promise<Readonly<Record<string, string>>> {
  const [units, out] = [join(dir, 'units'), join(dir, 'environment')];
  await mkdir(units);
  const unit = `[Unit]
DefaultDependencies=no
SuccessAction=exit-force
FailureAction=exit-force
[Service]
Type=oneshot
EnvironmentFile=${file}
ExecStart=/bin/sh -c 'env -0 >${out}'
`;
  await writeFile(join(units, 'read.service'), unit);
  const result = await runProgram('unshare', [...OWN, 'sh', '-c', SCRIPT, 'sh', units], {
    timeout: 60_000,
  });
  if (result.exitCode !== 0) throw new Error(`systemd: ${result.stderr}`);
  const entries = (await readFile(out, 'utf8')).split('\0').filter(Boolean);
  return Object.fromEntries(
    entries.map((entry) => [
      entry.slice(0, entry.indexOf('=')),
      entry.slice(entry.indexOf('=') + 1),
    ]),
  );
}

/**
 * It takes control groups and a directory for sockets that no other systemd has. As first process it would
 * be the system's, not a user's.
 */
const SCRIPT = `
mount --make-rprivate /
umount -R /sys/fs/cgroup 2>/dev/null
mount -t cgroup2 none /sys/fs/cgroup || exit 1
mount -t tmpfs tmpfs /run || exit 1
mkdir -p /run/systemd/system && mkdir -m 700 /run/user
env -i PATH="$PATH" HOME=/run XDG_RUNTIME_DIR=/run/user SYSTEMD_LOG_TARGET=console \
  SYSTEMD_UNIT_PATH="$1" ${SYSTEMD} --user --unit=read.service
exit $?`;
