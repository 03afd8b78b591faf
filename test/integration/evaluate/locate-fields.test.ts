import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createNix } from '../../../src/adapters/nix.ts';
import type { EvaluationRequest } from '../../../src/evaluate/evaluation-request.ts';
import { locateFields } from '../../../src/evaluate/locate-fields.ts';
import type { Field } from '../../../src/model/field.ts';

const WEB = `{ lib, ... }:
{
  imports = [ ./imported.nix ];
  kubernixos.manifests.web = {
    apiVersion = "v1";
    kind = "Pod";
    metadata = lib.mkMerge [
      { name = "web"; }
      (lib.mkIf true {
        labels.tier = "front";
      })
    ];
    spec = lib.mkIf true {
      restartPolicy = "Never";
      hostname = lib.mkDefault "web";
      containers = [
        {
          image = "a";
          name = "first";
        }
        { name = "second"; image = "b"; }
      ];
    };
  };
}
`;

const PATCH = `{ lib, ... }:
lib.mkIf true {
  kubernixos.manifests = lib.mkMerge [
    {
      web = {
        metadata.labels.tier = "front";
        spec.hostname = "shop";
        spec.containers = lib.mkBefore [
          { name = "second"; image = lib.mkForce "c"; }
          { name = "third";
            image = "d"; }
        ];
        metadata.annotations = lib.genAttrs [ "made" ] (name: "x");
      };
    }
  ];
}
`;

const IMPORTED = `{
  kubernixos.manifests = [
    { apiVersion = "v1"; kind = "ConfigMap";
      metadata.name = "item"; }
    {
      apiVersion = "v1";
      kind = "ConfigMapList";
      items = [
        { metadata.name = "one"; }
        { metadata.name = "two"; data.a = "b"; }
      ];
    }
  ];
}
`;

const READ = `{
  kubernixos.manifests = builtins.fromJSON (builtins.readFile ./read.json);
}
`;

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'locate-'));
  const files = {
    'web.nix': WEB,
    'patch.nix': PATCH,
    'imported.nix': IMPORTED,
    'read.nix': READ,
    'read.json': '{"read": {"kind": "Secret"}}',
    'hostgroup.nix': '{ network.modules = [ ./web.nix ./patch.nix ./read.nix ]; }',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
});
afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

const real = process.env['NIXPKGS_LIB'];

describe.each([
  ['the embedded library', ''],
  ...(real === undefined ? [] : [['nixpkgs’ library', `nixpkgs=${dirname(real)}`]]),
])('with %s', (_, nixPath) => {
  async function locate(
    fields: readonly Field[],
    source: EvaluationRequest['source'] = {
      type: 'hostgroup',
      file: join(directory, 'hostgroup.nix'),
    },
  ): Promise<readonly string[]> {
    const found = await locateFields(
      createNix({ env: { ...process.env, NIX_PATH: nixPath }, cwd: directory }),
      { source, evaluator: 'modules', showTrace: false },
      fields,
      new AbortController().signal,
    );
    return found.map((positions) => positions.map(show).join(' '));
  }

  function show({
    file,
    line,
    column,
  }: {
    file: string;
    line: number | null;
    column: number | null;
  }) {
    return `${file.replace(`${directory}/`, '')}:${String(line)}:${String(column)}`;
  }

  test.each<[string, Field, string]>([
    ['a field', ['web', 'kind'], 'web.nix:6:5'],
    ['a manifest', ['web'], 'web.nix:4:3 patch.nix:5:7'],
    ['one within mkMerge', ['web', 'metadata', 'name'], 'web.nix:8:9'],
    ['one within mkIf', ['web', 'spec', 'restartPolicy'], 'web.nix:14:7'],
    [
      'one of two modules that agree',
      ['web', 'metadata', 'labels', 'tier'],
      'web.nix:10:9 patch.nix:6:9',
    ],
    ['the winner over mkDefault', ['web', 'spec', 'hostname'], 'patch.nix:7:9'],
    [
      'the winner by mkForce, in an element',
      ['web', 'spec', 'containers', 0, 'image'],
      'patch.nix:9:30',
    ],
    [
      'an element that two modules define',
      ['web', 'spec', 'containers', 0, 'name'],
      'patch.nix:9:13 web.nix:21:11',
    ],
    [
      'an element by its place in the merged list',
      ['web', 'spec', 'containers', 1, 'image'],
      'patch.nix:11:13',
    ],
    ['one that moved to the end', ['web', 'spec', 'containers', 2, 'image'], 'web.nix:18:11'],
    [
      'a whole element, at the first of its fields',
      ['web', 'spec', 'containers', 2],
      'web.nix:18:11',
    ],
    ['a manifest of a list', ['v1/ConfigMap/item', 'metadata', 'name'], 'imported.nix:4:7'],
    ['an item of a List', ['v1/ConfigMapList', 'items', 1, 'data', 'a'], 'imported.nix:10:34'],
    [
      'what is missing, by what should hold it',
      ['web', 'spec', 'containers', 1, 'ports', 0, 'name'],
      'patch.nix:10:13',
    ],
    ['a missing manifest field', ['web', 'status', 'phase'], 'web.nix:4:3 patch.nix:5:7'],
    [
      'what a function of the library made, by what holds it',
      ['web', 'metadata', 'annotations', 'made'],
      'patch.nix:13:9',
    ],
    ['what was read, by the file of the module', ['read', 'kind'], 'read.nix:null:null'],
    ['nothing of an unknown manifest', ['nope', 'kind'], ''],
  ])('finds %s', async (_name, field, expected) => {
    expect(await locate([field])).toEqual([expected]);
  });

  test('finds several at once', async () => {
    expect(await locate([['web', 'kind'], ['nope'], ['v1/ConfigMap/item']])).toEqual([
      'web.nix:6:5',
      '',
      'imported.nix:3:7',
    ]);
  });

  test('finds them in modules that are written on the command line', async () => {
    const modules = '[ { kubernixos.manifests.a = { kind = "Secret"; }; } ]';
    const source = { type: 'expressions', packages: null, modules } as const;
    expect(await locate([['a', 'kind']], source)).toEqual(['MODULES:1:32']);
  });

  test('leaves out what one run cannot be asked for', async () => {
    const fields = Array.from({ length: 8000 }, () => ['web', 'kind', 'a'.repeat(10)]);
    const found = await locate(fields);
    expect(found).toHaveLength(8000);
    expect(found[0]).toBe('web.nix:6:5');
    expect(found.at(-1)).toBe('');
  });

  test('fails where the evaluation does', async () => {
    const modules = '[ { kubernixos.manifests.a = throw "not now"; } ]';
    const source = { type: 'expressions', packages: null, modules } as const;
    await expect(locate([['a', 'kind']], source)).rejects.toMatchObject({ message: 'not now' });
  });
});
