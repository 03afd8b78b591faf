import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface FakeKubectlProgram extends AsyncDisposable {
  /** PATH with this kubectl, or without any. */
  readonly env: Readonly<Record<string, string>>;
  /** An empty directory for temporary files. */
  readonly temporary: string;
  /** What the program wrote to `$RECORD/NAME`. */
  read(name: string): Promise<string>;
}

const TOOLS = ['cat', 'env', 'kill', 'ln', 'mkdir', 'mv', 'rm', 'sleep', 'tr'];

const PRELUDE = `#!/bin/sh
for argument; do
  case $argument in --unix-socket=*) socket=\${argument#*=} ;; esac
done
printf '%s\\n' "$@" >"$RECORD/arguments"
echo $$ >"$RECORD/pid"
`;

/**
 * A kubectl on PATH, of this shell script; it finds the socket that it is to open in \`$socket\`.
 * Null: there is no kubectl.
 */
export async function fakeKubectlProgram(
  script: string | null,
  env: Readonly<Record<string, string>> = {},
): Promise<FakeKubectlProgram> {
  const directory = await mkdtemp(join(tmpdir(), 'kubectl-'));
  const [binaries, record, temporary] = ['bin', 'record', 'tmp'].map((n) => join(directory, n));
  for (const path of [binaries, record, temporary]) await mkdir(String(path));
  for (const tool of TOOLS) await symlink(`/bin/${tool}`, join(String(binaries), tool));
  const program = join(String(binaries), 'kubectl');
  if (script !== null) {
    await writeFile(program, `${PRELUDE}${script}\n`);
    await chmod(program, 0o755);
  }
  return {
    env: { PATH: String(binaries), RECORD: String(record), ...env },
    temporary: String(temporary),
    read: (name) => readFile(join(String(record), name), 'utf8'),
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }),
  };
}
