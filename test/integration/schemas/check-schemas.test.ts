import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { builtTool, runProgram } from '../../support/cluster-tools.ts';
import {
  definitionDocument,
  schemaDocument,
  schemaFilesOf,
  servedKind,
} from '../../support/schema-documents.ts';

// The built tool with real Nix and saved schemas, and no cluster.

const spec = {
  type: 'object',
  required: ['size'],
  properties: { size: { type: 'integer' }, colour: { type: 'string', enum: ['red', 'blue'] } },
};
const schemas = schemaFilesOf({
  'shop.io/v1': {
    kinds: ['Stall'],
    document: schemaDocument([servedKind('shop.io/v1', 'Stall', { spec })]),
  },
  'apiextensions.k8s.io/v1': { kinds: ['CustomResourceDefinition'], document: definitionDocument },
});

let dir: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'kubernixos-schemas-'));
});

afterAll(() => {
  rmSync(dir, { recursive: true });
});

beforeEach(async () => {
  await mkdir(join(dir, 'schemas'), { recursive: true });
  for (const [name, text] of Object.entries(schemas))
    await writeFile(join(dir, 'schemas', name), text);
});

async function run(settings: string, ...verbs: readonly string[]) {
  const file = join(dir, 'hostgroup.nix');
  await writeFile(file, `{ network.modules = [ ({ lib, ... }: {\n${settings}\n}) ]; }\n`);
  const args = [builtTool, file, ...verbs];
  return runProgram(process.execPath, args, { cwd: dir, env: { KUBECONFIG: '/nonexistent' } });
}

const stall = (fields: string) =>
  `kubernixos.manifests.web = { apiVersion = "shop.io/v1"; kind = "Stall"; metadata.name = "web"; };\n` +
  `kubernixos.manifests.web.spec = {\n  ${fields}\n};`;
const checked = 'kubernixos.schemas = ./schemas;';

test('lets pass what is right, and says what was checked', async () => {
  const { exitCode, stdout, stderr } = await run(`${checked}\n${stall('size = 3;')}`);

  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^[0-9a-f]{62}\n$/);
  expect(stderr).toContain('schemas of Kubernetes v1.36.3: 1 manifest checked\n');
});

test.each([[[]], [['dump']], [['build']], [['plan']], [['apply']]])(
  'lists every fault with its line, before %j does anything',
  async (verbs) => {
    const fields = `size = "3";\n  colour = "green"; siez = 1;`;
    const { exitCode, stdout, stderr } = await run(`${checked}\n${stall(fields)}`, ...verbs);

    const at = (line: number, column: number) =>
      `(${join(dir, 'hostgroup.nix')}:${String(line)}:${String(column)})`;
    expect(exitCode).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain(`error: 3 errors by the schemas of Kubernetes v1.36.3:
- kubernixos.manifests.web.spec.colour ${at(6, 3)} is "green". It may be "red" or "blue".
- kubernixos.manifests.web.spec.siez ${at(6, 21)} is unknown. Did you mean size?
- kubernixos.manifests.web.spec.size ${at(5, 3)} is a string, not an integer. Write it without quotes.
`);
  },
);

test('points at what should hold a field that is missing', async () => {
  const { stderr } = await run(`${checked}\n${stall('colour = "red";')}`);

  expect(stderr).toContain(
    `error: kubernixos.manifests.web.spec.size (${join(dir, 'hostgroup.nix')}:4:1) is missing.\n`,
  );
});

test("checks custom resources with the release's own definitions", async () => {
  const definition = `kubernixos.manifests.crd = {
    apiVersion = "apiextensions.k8s.io/v1"; kind = "CustomResourceDefinition";
    metadata.name = "widgets.example.com";
    spec = {
      group = "example.com"; scope = "Namespaced";
      names = { kind = "Widget"; plural = "widgets"; };
      versions = [ { name = "v1"; served = true; storage = true;
        schema.openAPIV3Schema = { type = "object"; properties.size.type = "integer"; }; } ];
    };
  };
  kubernixos.manifests.w = { apiVersion = "example.com/v1"; kind = "Widget"; metadata.name = "w"; size = "x"; };`;
  const { exitCode, stderr } = await run(`${checked}\n${definition}`);

  expect(exitCode).toBe(1);
  expect(stderr).toContain('is a string, not an integer.');
});

const odd = `kubernixos.manifests.odd = { apiVersion = "odd.io/v1"; kind = "Odd"; metadata.name = "odd"; };`;

test('fails for a kind that no schema knows', async () => {
  const { exitCode, stderr } = await run(`${checked}\n${odd}`);

  expect(exitCode).toBe(1);
  expect(stderr).toContain('is Odd, which odd.io/v1 does not have by the schemas.');
});

test('skips kinds that it is told to, and says so', async () => {
  const skip = 'kubernixos.skipSchemas = [ "Odd" ];';
  const { exitCode, stderr } = await run(`${checked}\n${skip}\n${odd}`);

  expect(exitCode).toBe(0);
  expect(stderr).toContain('schemas of Kubernetes v1.36.3: 0 manifests checked, 1 skipped (Odd)\n');
});

test.each(['apply', 'dump'])('fails with schemas of another version (%s)', async (verb) => {
  const { exitCode, stderr } = await run(`${checked}\nkubernixos.version = "1.35";`, verb);

  expect(exitCode).toBe(1);
  expect(stderr).toContain('kubernixos.version is "1.35", and the schemas in');
});

test('fails where there are no schemas, and says how to get them', async () => {
  const { exitCode, stderr } = await run('kubernixos.schemas = ./nowhere;');

  expect(exitCode).toBe(1);
  expect(stderr).toContain('where no schemas are');
  expect(stderr).toContain('kubernixos schemas --out DIR');
});

test('checks nothing without schemas', async () => {
  const { exitCode, stderr } = await run(odd);

  expect(exitCode).toBe(0);
  expect(stderr).not.toContain('schemas');
});
