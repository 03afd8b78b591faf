import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createNix } from '../../../src/adapters/nix.ts';
import { evaluateRelease } from '../../../src/evaluate/evaluate-release.ts';
import { Failure } from '../../../src/model/failure.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'typos-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

const HOSTGROUP = `{
  network.modules = [ ./web.nix ];
}
`;

const WEB = `{ lib, ... }:
{
  kubernixos.manifests.web = {
    apiVersion = "v1";
    kind = "ConfigMap";
    metadata.name = "web";
    data.greeting = "hello";
  };
}
`;

type Slip = readonly [right: string, wrong: string];

/** What is said of a slip in either file, with the directory of the test left out. */
async function said(slip: Slip, showTrace = false): Promise<readonly string[]> {
  const [right, wrong] = slip;
  expect(HOSTGROUP + WEB).toContain(right);
  writeFileSync(join(directory, 'hostgroup.nix'), HOSTGROUP.replace(right, wrong));
  writeFileSync(join(directory, 'web.nix'), WEB.replace(right, wrong));
  const source = { type: 'hostgroup', file: join(directory, 'hostgroup.nix') } as const;
  const caught: unknown = await evaluateRelease(
    createNix({ env: { ...process.env, NIX_PATH: '' }, cwd: directory }),
    { source, evaluator: null, showTrace },
    new AbortController().signal,
    () => undefined,
  ).catch((error: unknown) => error);
  if (!(caught instanceof Failure)) throw new Error('it was not noticed', { cause: caught });
  const text = [caught.message, ...(caught.hint === undefined ? [] : [caught.hint])].join('\n');
  return text.replaceAll(`${directory}/`, '').split('\n');
}

interface Row {
  readonly what: string;
  readonly slip: Slip;
  readonly line: string | RegExp;
  /** What the rest holds. */
  readonly hint?: string;
}

const ROWS: readonly Row[] = [
  {
    what: 'network is misspelt',
    slip: ['network.', 'netwrok.'],
    line: 'The hostgroup hostgroup.nix has no attribute set `network`. Did you mean `network` where `netwrok` is written?',
  },
  {
    what: 'modules is misspelt',
    slip: ['.modules', '.moduels'],
    line: 'The network of the hostgroup hostgroup.nix has no `modules`. Did you mean `modules` where `moduels` is written?',
  },
  {
    what: 'modules is no list',
    slip: ['[ ./web.nix ]', './web.nix'],
    line: 'The network of the hostgroup hostgroup.nix has a Nix path as `modules`, not a list. Write `modules = [ ./web.nix ];`.',
  },
  {
    what: 'the file of a module is misspelt',
    slip: ['./web.nix', './wbe.nix'],
    line: /hostgroup\.nix does not exist: wbe\.nix\. Correct its path/,
  },
  {
    what: 'a list has a comma',
    slip: ['[ ./web.nix ]', '[ ./web.nix, ./shop.nix ]'],
    line: "syntax error, unexpected ',' (hostgroup.nix:2:32)",
    hint: 'the elements of a list are separated by spaces: `[ a b ]`',
  },
  {
    what: 'kubernixos is misspelt',
    slip: ['kubernixos', 'kubernixs'],
    line: 'the option kubernixs does not exist; it is defined in web.nix',
    hint: "Did you mean `kubernixos'?",
  },
  {
    what: 'manifests is misspelt',
    slip: ['manifests', 'manifets'],
    line: 'the option kubernixos.manifets does not exist; it is defined in web.nix',
    hint: 'kubernixos.manifests',
  },
  {
    what: 'a setting is misspelt',
    slip: ['kubernixos.manifests.web =', 'kubernixos.deploymnet = "shop"; x ='],
    line: 'the option kubernixos.deploymnet does not exist; it is defined in web.nix',
    hint: 'kubernixos.deployment',
  },
  {
    what: 'a semicolon is missing',
    slip: ['kind = "ConfigMap";', 'kind = "ConfigMap"'],
    line: "syntax error, unexpected '=', expecting ';' (web.nix:6:19)",
    hint: '`NAME = VALUE;` ends with a semicolon',
  },
  {
    what: 'a brace is not closed',
    slip: ['  };\n', ''],
    line: "syntax error, unexpected end of file, expecting ';' (web.nix:8:2)",
    hint: 'something is not closed before this place',
  },
  {
    what: 'a quote is missing',
    slip: ['"web";', '"web;'],
    line: `syntax error, unexpected end of file, expecting '"' (web.nix:7:28)`,
    hint: 'look for a missing `"`',
  },
  {
    what: 'a colon stands for an equals sign',
    slip: ['kind =', 'kind :'],
    line: "syntax error, unexpected ':', expecting '.' or '=' (web.nix:5:10)",
    hint: '`NAME = VALUE;`',
  },
  {
    what: 'a function of lib is misspelt',
    slip: ['"hello"', 'lib.mkIF true "hello"'],
    line: "attribute 'mkIF' missing (web.nix:7:21)",
    hint: 'correct the name; ',
  },
  {
    what: 'a transformer reads what not every object has',
    slip: [
      '  kubernixos.manifests.web =',
      '  kubernixos.transformers = [ (o: o // { x = o.spec; }) ];\n  kubernixos.manifests.web =',
    ],
    line: /^attribute 'spec' missing \(web\.nix:3:46\), while kubernixos\.transformers\[0] of web\.nix changes kubernixos\.manifests\.web$/,
    hint: 'not every object has it',
  },
  {
    what: 'a condition is a text',
    slip: ['  kubernixos.manifests.web =', '  kubernixos.manifests = lib.mkIf "yes" { }; x ='],
    line: '`lib.mkIf` is called in web.nix with a condition that is not a Boolean (in kubernixos.manifests)',
    hint: 'write a comparison',
  },
  {
    what: 'a module is a condition that is a text',
    slip: ['{\n  kubernixos', 'lib.mkIf "yes" {\n  kubernixos'],
    line: '`lib.mkIf` is called in web.nix with a condition that is not a Boolean (in kubernixos.manifests)',
    hint: 'write a comparison',
  },
  {
    what: 'a module is what mkMerge makes of a set',
    slip: ['{\n  kubernixos', 'lib.mkMerge {\n  kubernixos'],
    line: '`lib.mkMerge` is called with something that is not a list. Write `lib.mkMerge [ … ]`.',
  },
  {
    what: 'imports are no list',
    slip: ['  kubernixos.manifests.web', '  imports = ./shop.nix;\n  kubernixos.manifests.web'],
    line: "Module `web.nix' has imports that are no list. Write `imports = [ ./module.nix ];`.",
  },
  {
    what: 'a file is imported in quotes',
    slip: ['  kubernixos.manifests.web', '  imports = [ "shop.nix" ];\n  kubernixos.manifests.web'],
    line: 'Module `web.nix\' imports the string "shop.nix". Write a path without quotes, `./module.nix`.',
  },
  {
    what: 'options are misspelt beside config',
    slip: ['./web.nix', '{ option.shop = { }; config = { }; }'],
    line: /^Module `module 0 of the hostgroup hostgroup\.nix' has an unsupported attribute `option'/,
  },
  {
    what: 'lib is no argument',
    slip: [WEB, WEB.replace('lib, ', '').replace('"hello"', 'lib.mkForce "hello"')],
    line: "undefined variable 'lib' (web.nix:7:21)",
    hint: 'begin the file with `{ config, lib, pkgs, ... }:`',
  },
  {
    what: 'the dots are missing',
    slip: ['{ lib, ... }:', '{ lib }:'],
    line: /^a module.* takes fewer arguments than every module gets: \w+ is not among them/,
    hint: 'end its arguments with `...`: `{ lib, ... }:`',
  },
  {
    what: 'the module is a list',
    slip: [WEB, '[ ]'],
    line: 'web.nix does not hold a module',
    hint: 'a module is an attribute set, or a function to one',
  },
  {
    what: 'a file that is imported does not exist',
    slip: ['  kubernixos.manifests.web', '  imports = [ ./shop.nix ];\n  kubernixos.manifests.web'],
    line: 'shop.nix does not exist',
    hint: 'correct its name',
  },
  {
    what: 'a variable is misspelt',
    slip: ['"hello"', 'greting'],
    line: "undefined variable 'greting' (web.nix:7:21)",
  },
  {
    what: 'a number is put into a text',
    slip: ['"hello"', '"port ${80}"'],
    line: 'cannot coerce an integer to a string (web.nix:7:27)',
    hint: 'write `toString` before the number',
  },
  {
    what: 'an argument too many',
    slip: ['"hello"', '"hello" "world"'],
    line: 'attempt to call something which is not a function but a string (web.nix:7:21)',
    hint: 'look for a missing `;`',
  },
  {
    what: 'an attribute is there twice',
    slip: ['    kind = "ConfigMap";', '    kind = "ConfigMap";\n    kind = "Secret";'],
    line: "attribute 'kind' already defined at web.nix:5:5 (web.nix:6:5)",
  },
  {
    what: 'kind is forgotten',
    slip: ['    kind = "ConfigMap";\n', ''],
    line: 'kubernixos.manifests.web.kind (web.nix:3:3) is missing. Add `kind = "Deployment";`.',
  },
  {
    what: 'a label is a number',
    slip: ['    data.greeting', '    metadata.labels.tier = 1;\n    data.greeting'],
    line: 'kubernixos.manifests.web.metadata.labels.tier (web.nix:7:5) is an integer, not a string. Write it in quotes.',
  },
  {
    what: 'the name of the manifest is left out',
    slip: ['manifests.web', 'manifests'],
    line: /^kubernixos\.manifests\.apiVersion \(in web\.nix\) is a string, not a manifest\. Write an attribute set: /,
  },
  {
    what: 'mkIf stands alone',
    slip: ['"hello"', 'lib.mkIf true'],
    line: /^kubernixos\.manifests\.web\.data\.greeting \(in web\.nix\) is a function;.* Call it with its arguments\.$/,
  },
];

test.each(ROWS)('says so where $what', async ({ slip, line, hint = '' }) => {
  const [first = '', ...others] = await said(slip);
  if (typeof line === 'string') expect(first).toBe(line);
  else expect(first).toMatch(line);
  expect(others.join('\n')).toContain(hint);
  expect(others.length).toBeLessThanOrEqual(1);
});

test('shows the trace of Nix where it is asked for, below the same line', async () => {
  const slip = ['"hello"', 'greting'] as const;
  const [first, ...others] = await said(slip, true);
  expect(first).toBe("undefined variable 'greting' (web.nix:7:21)");
  expect(others.join('\n')).toMatch(/… while evaluating/);
});
