import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createBareMachine } from './run-step.ts';

const programs = [
  'ssh',
  'ssh-keygen',
  'etcd',
  'etcdctl',
  'ip',
  'mtr',
  'mtr-packet',
  'curl',
  'openssl',
  'sudo',
  'restic',
];

test('does without stand-in hosts that nobody can make, and says so', async () => {
  const machine = await createBareMachine();

  const result = await machine.runStep('lab-programs.mjs', 'provideLabPrograms');

  expect(result.exitCode).toBe(0);
  expect(result.stderr).toContain('Clusters are not tested on stand-in hosts:');
  expect(result.stderr).toContain('etcd-server');
});

test.skipIf(!existsSync('/usr/sbin/sshd'))(
  'installs nothing where the programs are there',
  async () => {
    const machine = await createBareMachine();
    for (const name of [...programs, 'apt-get', 'dpkg'])
      await machine.addProgram(name, `echo ${name} >> "$CALLS"`);

    const result = await machine.runStep('lab-programs.mjs', 'provideLabPrograms');

    expect({ ...result, calls: await machine.calls() }).toMatchObject({ stderr: '', calls: [] });
  },
);
