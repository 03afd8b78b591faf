import { mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { builtTool, runProgram } from '../../support/cluster-tools.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kubernixos-import-'));
  onTestFinished(() => rm(directory, { recursive: true }));
});

async function write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(directory, name)), { recursive: true });
    await writeFile(join(directory, name), content);
  }
}

function run(args: readonly string[], stdin?: string) {
  const options = { cwd: directory, ...(stdin === undefined ? {} : { stdin }) };
  return runProgram(process.execPath, [builtTool, 'import', ...args], options);
}

function configMap(name: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`;
}

/** The names of the manifests in a module, in its order. */
function names(module: string): readonly string[] {
  return [...module.matchAll(/^ +metadata\.name = "(.*)";$/gm)].map(([, name = '']) => name);
}

test('a directory is read at any depth, sorted, without what is hidden or no manifest', async () => {
  await write({
    'deploy/b.yaml': configMap('b'),
    'deploy/a/z.yml': configMap('z'),
    'deploy/c.json': JSON.stringify({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'c' },
    }),
    'deploy/empty.yaml': '# nothing\n---\n',
    'deploy/README.md': 'no manifest',
    'deploy/.github/workflow.yaml': 'on: push',
    'deploy/.hidden.yaml': 'on: push',
  });
  await symlink('..', join(directory, 'deploy/round'));
  const { exitCode, stdout, stderr } = await run(['deploy']);
  expect(names(stdout)).toEqual(['z', 'b', 'c']);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '3 manifests\n' });
});

test('several sources make one module, standard input among them', async () => {
  await write({ 'a.yaml': configMap('a') });
  const { stdout } = await run(['a.yaml', '-'], configMap('b'));
  expect(names(stdout)).toEqual(['a', 'b']);
});

test('a module is never written over another', async () => {
  await write({ 'a.yaml': configMap('a'), 'a.nix': 'mine' });
  const { exitCode, stderr } = await run(['a.yaml', '--out', 'a.nix']);
  expect(exitCode).toBe(1);
  expect(stderr).toBe(
    'error: a.nix is there already, and stays as it is\nChoose another name, or remove the file first.\n',
  );
  expect(await readFile(join(directory, 'a.nix'), 'utf8')).toBe('mine');
});

test('a module with Secrets is for its owner alone', async () => {
  const secret = 'apiVersion: v1\nkind: Secret\nmetadata: { name: a }\nstringData: { x: hidden }\n';
  await write({ 'a.yaml': secret, 'b.yaml': configMap('b') });
  const { stderr } = await run(['a.yaml', '--out=a.nix']);
  expect(stderr).toContain('- Secret a (a.yaml:1)\n');
  expect(stderr).not.toContain('hidden');
  await run(['b.yaml', '--out=b.nix']);
  const mode = async (name: string) => ((await stat(join(directory, name))).mode & 0o077) !== 0;
  expect([await mode('a.nix'), await mode('b.nix')]).toEqual([false, true]);
});

test.each([
  [{}, ['missing'], 'there is no file or directory missing', 'Write - to read standard input.'],
  [{}, [], 'nothing says what to import', 'Write a file or a directory'],
  [{ 'a/b.txt': '' }, ['a'], 'a has no files of YAML or JSON', 'Looked for were *.yaml'],
  [{ 'a.yaml': '# nothing\n' }, ['a.yaml'], 'there is nothing to import', ''],
  [{ 'a.yaml': new Uint8Array([0xff, 0xfe]) }, ['a.yaml'], 'a.yaml is no text in UTF-8', 'iconv'],
  [
    { 'chart/Chart.yaml': 'name: a', 'chart/templates/a.yaml': 'a: {{ .Values.a }}' },
    ['chart'],
    'chart/Chart.yaml: this is a chart of Helm',
    'helm template NAME CHART | kubernixos import -',
  ],
  [
    { 'templates/a.yaml': '{{- if .Values.a }}\na: b\n{{- end }}\n' },
    ['templates'],
    'templates/a.yaml:1: ',
    'This looks like a template of Helm.',
  ],
  [
    { 'base/kustomization.yaml': 'resources: []' },
    ['base'],
    'base/kustomization.yaml: this is a kustomization',
    'kubectl kustomize DIR | kubernixos import -',
  ],
])('%j: %j is refused with a way out', async (files, args, message, hint) => {
  await write(files);
  const { exitCode, stdout, stderr } = await run(args);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain(`error: ${message}`);
  expect(stderr).toContain(hint);
});

test('what cannot be read is named', async () => {
  await write({ 'a.yaml': configMap('a') });
  await mkdir(join(directory, 'b.yaml'));
  const { stderr } = await run(['a.yaml', 'b.yaml']);
  expect(stderr).toContain('b.yaml has no files of YAML or JSON');
});
