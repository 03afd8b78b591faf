import { createHash } from 'node:crypto';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { kubernetesRelease, linkerFlags, source } from '../test/bootstrap/control-plane.mjs';
import { cacheDirectory } from '../test/bootstrap/paths.mjs';
import { isProgram } from '../test/bootstrap/programs.mjs';
import { sayWhile } from '../test/bootstrap/say.mjs';
import type { Architecture } from './architectures.ts';
import { runProgram } from './run-program.ts';

/** The path of kubectl for an architecture, built once from the Go modules that the tests pin. */
export async function buildKubectl({ name }: Architecture): Promise<string> {
  const sum = await readFile(join(source, 'go.sum'));
  const key = createHash('sha256').update(sum).digest('hex').slice(0, 16);
  const path = join(cacheDirectory(), 'image', `kubectl-${key}-${name}`);
  if (isProgram(path)) return path;
  await mkdir(join(cacheDirectory(), 'image'), { recursive: true });
  const draft = `${path}.${String(process.pid)}.new`;
  await sayWhile(`Building kubectl for ${name} (go build)`, () => build(draft, name));
  await rename(draft, path);
  return path;
}

/** Without C and without paths of this machine: the same sources make the same program. */
async function build(out: string, architecture: string): Promise<void> {
  const flags = ['-mod=readonly', '-trimpath', '-buildvcs=false', '-o', out];
  const linker = ['-ldflags', linkerFlags(kubernetesRelease())];
  const env = {
    ...process.env,
    CGO_ENABLED: '0',
    GOARCH: architecture,
    GOFLAGS: '',
    GOOS: 'linux',
    GOWORK: 'off',
  };
  await runProgram('go', ['build', ...flags, ...linker, 'k8s.io/kubernetes/cmd/kubectl'], {
    cwd: source,
    env,
  });
}
