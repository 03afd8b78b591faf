import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { waitFor } from '../../support/wait-for.ts';
import { createBareMachine, type BareMachine } from './run-step.ts';

const names = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kubectl'];

// Stands in for the Go compiler: takes its time, and then writes what the real one writes.
const slowGo = `
  echo "$1" >> "$CALLS"
  [ "$1" = list ] && { echo some/package; exit; }
  while [ "$1" != -o ]; do shift; done
  echo half > "$2/kubectl"
  sleep 1
  for name in server kube-apiserver kube-controller-manager kubectl; do
    echo whole > "$2/$name"
    chmod +x "$2/$name"
  done
`;

const provide = (machine: BareMachine, env?: NodeJS.ProcessEnv) =>
  machine.runStep('control-plane.mjs', 'provideControlPlane', env);

test('builds once, and takes it from the cache after that', async () => {
  const machine = await createBareMachine();
  await machine.addProgram('go', slowGo);

  const first = await provide(machine);
  const second = await provide(machine);

  expect(first.stderr).toContain('go build');
  expect(second).toMatchObject({ exitCode: 0, stderr: '', stdout: first.stdout });
  expect(await machine.calls()).toEqual(['list', 'build']);
  expect((await readdir(first.stdout.trim())).sort()).toEqual(names);
});

test('builds once when run twice at once', async () => {
  const machine = await createBareMachine();
  await machine.addProgram('go', slowGo);

  const [one, other] = await Promise.all([provide(machine), provide(machine)]);

  expect(one.stdout).toBe(other.stdout);
  expect(await machine.calls()).toEqual(['list', 'build']);
  expect(one.stderr + other.stderr).toContain('Another run is building the control plane.');
});

test('starts over after a build that was killed, and leaves nothing of it', async () => {
  const machine = await createBareMachine();
  await machine.addProgram('go', slowGo);
  const killed = machine.startStep('control-plane.mjs', 'provideControlPlane');
  await waitFor(async () => (await machine.calls()).includes('build'));
  killed.kill('SIGKILL');

  const result = await provide(machine);

  expect(result.exitCode).toBe(0);
  expect(await readdir(join(machine.cache, 'kubernixos/control-plane'))).toHaveLength(1);
});

test('says that there is no Go, and what else would do', async () => {
  const machine = await createBareMachine();

  const result = await provide(machine);

  expect(result.exitCode).toBe(1);
  expect(result.stderr).toMatch(
    /^Problem: Go.* is not on PATH.*Install Go 1\.26.*KUBEBUILDER_ASSETS/s,
  );
});

test("shows the end of Go's own words when the build fails", async () => {
  const machine = await createBareMachine();
  await machine.addProgram('go', 'echo "dial tcp: no route to host" >&2; exit 1');

  const result = await provide(machine);

  expect(result.stderr).toMatch(/Problem: .*go list failed.*no route to host/s);
});

test('names the program that KUBEBUILDER_ASSETS lacks, and looks elsewhere', async () => {
  const machine = await createBareMachine();
  const assets = await writePrograms(join(machine.cache, 'assets'), [
    'etcd',
    'kube-apiserver',
    'kubectl',
  ]);

  const result = await provide(machine, { KUBEBUILDER_ASSETS: assets });

  expect(result.stderr).toMatch(/lacks kube-controller-manager: not used.*Go.* is not on PATH/s);
});

test('takes KUBEBUILDER_ASSETS where it has all four', async () => {
  const machine = await createBareMachine();
  const assets = await writePrograms(join(machine.cache, 'assets'), names);

  const result = await provide(machine, { KUBEBUILDER_ASSETS: assets });

  expect(result).toMatchObject({ exitCode: 0, stdout: `${assets}\n` });
});

test.each([
  { kubectl: 'v1.36.3', taken: true },
  { kubectl: 'v1.32.0', taken: false },
])('programs on PATH with kubectl $kubectl are taken: $taken', async ({ kubectl, taken }) => {
  const machine = await createBareMachine();
  await machine.addProgram('etcd', 'echo etcd Version: 3.6.8');
  await machine.addProgram('kube-apiserver', 'echo Kubernetes v1.36.3');
  await machine.addProgram('kube-controller-manager', 'echo Kubernetes v1.36.3');
  await machine.addProgram('kubectl', `echo Client Version: ${kubectl}`);

  const result = await provide(machine);

  expect(result.exitCode === 0).toBe(taken);
});

test('says where the cache would be when it cannot be written', async () => {
  const machine = await createBareMachine();
  const file = join(machine.env.HOME, 'a-file');
  await writeFile(file, '');

  const result = await provide(machine, { XDG_CACHE_HOME: file });

  expect(result.stderr).toMatch(/Problem: Cannot write to the cache directory .*a-file/);
});

async function writePrograms(dir: string, programs: readonly string[]): Promise<string> {
  await mkdir(dir, { recursive: true });
  for (const name of programs) {
    await writeFile(join(dir, name), '');
    await chmod(join(dir, name), 0o755);
  }
  return dir;
}
