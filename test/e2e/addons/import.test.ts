import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { withoutOwnMarks } from '../../../src/model/bookkeeping.ts';
import { parseJson } from '../../../src/model/exact-json.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../src/model/json.ts';
import { listAt } from '../../../src/model/json-path.ts';
import { canonicalText } from '../../../src/model/same-value.ts';
import { clusterTools } from '../../support/cluster-tools.ts';
import { expectExit } from '../main/scenario.ts';
import { readAddons } from './read-addons.ts';

test('what Kubernetes ships comes out of a module as kubectl reads it in the files', async () => {
  const tools = clusterTools(inject('controlPlane'));
  const cwd = await mkdtemp(join(tmpdir(), 'kubernixos-import-'));
  onTestFinished(() => rm(cwd, { recursive: true }));
  const { paths } = readAddons();

  const args = ['import', ...paths, '--out=addons.nix'];
  const { stderr } = await expectExit(0, tools.runKubernixos(args, { cwd }));
  await writeFile(join(cwd, 'hostgroup.nix'), '{ network.modules = [ ./addons.nix ]; }');
  const dump = await expectExit(0, tools.runKubernixos(['./hostgroup.nix', 'dump'], { cwd }));

  expect(stderr).toContain('111 manifests in addons.nix\n');
  const dumped = objectsIn(parseJson(dump.stdout)).map(withoutOwnMarks);
  expect(texts(dumped)).toEqual(texts(await readByKubectl(paths)));

  /** A patch without anything in it, of no cluster: kubectl prints what it read. */
  async function readByKubectl(files: readonly string[]): Promise<readonly JsonObject[]> {
    const named = files.flatMap((file) => ['-f', file]);
    const patch = ['patch', '--local', ...named, '-p', '{}', '--type=merge', '-o', 'json'];
    const documents = (await tools.kubectl(patch))
      .split(/^(?=\{$)/m)
      .map((text) => parseJson(text));
    return documents.flatMap(objectsIn);
  }
});

function objectsIn(document: Json): readonly JsonObject[] {
  if (!isJsonObject(document)) return [];
  return document['kind'] === 'List'
    ? listAt(document, 'items').filter((item) => isJsonObject(item))
    : [document];
}

function texts(objects: readonly JsonObject[]): readonly string[] {
  return objects.map(canonicalText).sort();
}
