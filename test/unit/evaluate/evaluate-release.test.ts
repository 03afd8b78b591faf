import { describe, expect, test } from 'vitest';
import { evaluateRelease } from '../../../src/evaluate/evaluate-release.ts';
import type { EvaluationRequest } from '../../../src/evaluate/evaluation-request.ts';
import { Failure } from '../../../src/model/failure.ts';
import type { Nix, NixEvaluation, NixMessage, NixResult } from '../../../src/ports/nix.ts';

const HOSTGROUP: EvaluationRequest = {
  source: { type: 'hostgroup', file: '/fleet/shop.nix' },
  evaluator: null,
  showTrace: false,
};

const INLINE: EvaluationRequest = {
  source: { type: 'expressions', packages: 'import ./nixpkgs { }', modules: '[ ./web.nix ]' },
  evaluator: 'modules',
  showTrace: true,
};

const RESULT = {
  format: 1,
  evaluator: 'modules',
  library: { name: 'embedded', version: 'embedded', source: 'embedded' },
  warnings: [],
  errors: [],
  settings: {
    deployment: 'shop',
    leaseNamespace: 'ops',
    server: null,
    version: null,
    fieldManagers: ['bot'],
    schemas: null,
    skipSchemas: [],
  },
  checksum: 'abc',
  manifests: [
    {
      option: 'kubernixos.manifests.web',
      field: ['web'],
      files: ['/fleet/web.nix'],
      manifest: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'web', namespace: 'shop', labels: { kubernixos: 'abc' } },
        data: { __kubernixos: [['outPath', 'x']] },
      },
    },
  ],
};

function fakeNix(result: Partial<NixResult>, seen: NixEvaluation[] = []): Nix {
  return {
    evaluate(request) {
      seen.push(request);
      return Promise.resolve({ exitCode: 0, stdout: new Uint8Array(), messages: [], ...result });
    },
  };
}

function printing(result: unknown): Partial<NixResult> {
  return { stdout: new TextEncoder().encode(JSON.stringify(result)) };
}

function failing(error: Partial<NixMessage>, others: NixMessage[] = []): Partial<NixResult> {
  const message: NixMessage = { level: 'error', text: '', position: null, trace: [], ...error };
  return { exitCode: 1, messages: [...others, message] };
}

async function evaluate(result: Partial<NixResult>, request = HOSTGROUP, told: string[] = []) {
  const { signal } = new AbortController();
  return evaluateRelease(fakeNix(result), request, signal, (line) => told.push(line));
}

async function failure(result: Partial<NixResult>, request = HOSTGROUP): Promise<Failure> {
  const caught: unknown = await evaluate(result, request).catch((error: unknown) => error);
  if (caught instanceof Failure) return caught;
  throw new Error(`no failure but ${String(caught)}`);
}

test('passes the hostgroup as a string, and expressions as expressions', async () => {
  const seen: NixEvaluation[] = [];
  const nix = fakeNix(printing(RESULT), seen);
  for (const request of [HOSTGROUP, INLINE]) {
    await evaluateRelease(nix, request, new AbortController().signal, () => undefined);
  }
  expect(seen).toEqual([
    { strings: { hostgroup: '/fleet/shop.nix' }, expressions: {}, showTrace: false },
    {
      strings: { evaluator: 'modules' },
      expressions: { packages: 'import ./nixpkgs { }', modules: '[ ./web.nix ]' },
      showTrace: true,
    },
  ]);
});

test('gives the release', async () => {
  expect(await evaluate(printing(RESULT))).toEqual({
    checksum: 'abc',
    manifests: [
      {
        option: 'kubernixos.manifests.web',
        field: ['web'],
        files: ['/fleet/web.nix'],
        apiVersion: 'v1',
        kind: 'ConfigMap',
        namespace: 'shop',
        name: 'web',
        labels: { kubernixos: 'abc' },
        object: {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'web', namespace: 'shop', labels: { kubernixos: 'abc' } },
          data: { outPath: 'x' },
        },
      },
    ],
    settings: {
      deployment: 'shop',
      leaseNamespace: 'ops',
      server: null,
      fieldManagers: ['bot'],
      version: null,
      schemas: null,
      skipSchemas: [],
    },
    evaluation: { evaluator: 'modules', library: RESULT.library, warnings: [] },
  });
});

test('says what Nix said, but neither its errors nor what concerns building as root', async () => {
  const nowhere = { position: null, trace: [] };
  const told: string[] = [];
  const messages: NixMessage[] = [
    {
      level: 'warning',
      text: "the group 'nixbld' specified in 'build-users-group' does not exist",
      ...nowhere,
    },
    { level: 'warning', text: 'old', ...nowhere },
    { level: 'info', text: 'here', ...nowhere },
  ];
  await evaluate({ ...printing(RESULT), messages }, HOSTGROUP, told);
  expect(told).toEqual(['warning: old', 'here']);
});

test('lists all errors of a release in one failure, after its warnings', async () => {
  const told: string[] = [];
  const result = { ...RESULT, errors: ['One is bad.', 'Two is bad.'], warnings: ['careful'] };
  await expect(evaluate(printing(result), HOSTGROUP, told)).rejects.toMatchObject({
    code: 'release-invalid',
    message: '2 errors:\n- One is bad.\n- Two is bad.',
  });
  expect(told).toEqual(['warning: careful']);
  expect((await failure(printing({ ...RESULT, errors: ['One is bad.'] }))).message).toBe(
    'One is bad.',
  );
});

describe('an error about a field', () => {
  const errors = [
    ['web.kind', { field: ['web', 'kind'], files: ['/a.nix', '/b.nix'] }, ' is missing.'],
    ['web', { field: ['web'], files: ['<unknown-file>'] }, ' is bad.'],
    'The shop is closed.',
  ];

  /** What is told where Nix gives this when it is asked for the positions. */
  async function told(located: Partial<NixResult>, asked: NixEvaluation[] = []): Promise<string> {
    const nix: Nix = {
      evaluate(request, signal) {
        const isSecond = request.strings['locate'] !== undefined;
        if (isSecond) asked.push(request);
        const result = isSecond ? located : printing({ ...RESULT, errors });
        return fakeNix(result).evaluate(request, signal);
      },
    };
    const { signal } = new AbortController();
    const caught: unknown = await evaluateRelease(nix, HOSTGROUP, signal, () => undefined).catch(
      (error: unknown) => error,
    );
    return caught instanceof Failure ? caught.message : String(caught);
  }

  test('tells its lines, for which Nix runs once more', async () => {
    const asked: NixEvaluation[] = [];
    const positions = [
      [
        { file: '/a.nix', line: 3, column: 5 },
        { file: '/b.nix', line: null, column: null },
      ],
      [{ file: '<unknown-file>', line: null, column: null }],
    ];
    expect(await told(printing(positions), asked)).toBe(
      '3 errors:\n- web.kind (/a.nix:3:5 and /b.nix) is missing.\n- web is bad.\n- The shop is closed.',
    );
    expect(asked).toEqual([
      {
        strings: { hostgroup: '/fleet/shop.nix', locate: '[["web","kind"],["web"]]' },
        expressions: {},
        showTrace: false,
      },
    ]);
  });

  test.each([
    ['fails', failing({ text: 'gone' })],
    ['gives nonsense', printing({})],
    ['knows no positions', printing([[], []])],
  ])('tells its files where that run %s', async (_, located) => {
    expect(await told(located)).toBe(
      '3 errors:\n- web.kind (in /a.nix and /b.nix) is missing.\n- web is bad.\n- The shop is closed.',
    );
  });
});

test('does not believe what a failed Nix printed', async () => {
  const result = { ...printing(RESULT), ...failing({ text: 'bad thing in /fleet/web.nix' }) };
  expect((await failure(result)).message).toBe('bad thing in /fleet/web.nix');
});

test('takes a result of another shape for a bug', async () => {
  const wrong = { ...RESULT, checksum: 1 };
  const caught: unknown = await evaluate(printing(wrong)).catch((error: unknown) => error);
  expect(caught).toBeInstanceOf(Error);
  expect(caught).not.toBeInstanceOf(Failure);
});

test('explains a value that is nested too deeply', async () => {
  let deep: object = {};
  for (let level = 0; level < 1100; level += 1) deep = { a: deep };
  const manifests = [
    { option: 'kubernixos.manifests.web', field: ['web'], files: [], manifest: deep },
  ];
  expect((await failure(printing({ ...RESULT, manifests }))).code).toBe('manifest-too-deep');
});

const AT_USER = { file: '/fleet/web.nix', line: 3, column: 5 };
const AT_NIXPKGS = { file: '/nix/store/x-nixpkgs/lib/modules.nix', line: 300, column: 5 };

test.each<[string, Partial<NixMessage>, Partial<Failure>]>([
  [
    'a syntax error',
    { text: "syntax error, unexpected '}'", position: AT_USER },
    { code: 'syntax-error', message: "syntax error, unexpected '}' (/fleet/web.nix:3:5)" },
  ],
  [
    'an undefined option',
    {
      text: "The option `kubernixos.manifets' does not exist. Definition values:\n- In `/fleet/web.nix': { }\n\nDid you mean `kubernixos.manifests'?",
    },
    {
      code: 'undefined-option',
      message: 'the option kubernixos.manifets does not exist; it is defined in /fleet/web.nix',
      hint: "Did you mean `kubernixos.manifests'?",
    },
  ],
  [
    'a wrong type',
    {
      text: "A definition for option `kubernixos.deployment' is not of type `string'. Definition values:\n- In `/fleet/web.nix': 1",
    },
    {
      message:
        "A definition for option `kubernixos.deployment' is not of type `string' (in /fleet/web.nix)\n- In `/fleet/web.nix': 1",
    },
  ],
  [
    'a missing attribute in a file of the user',
    { text: "attribute 'foo' missing", position: AT_USER },
    { message: "attribute 'foo' missing (/fleet/web.nix:3:5)", hint: undefined },
  ],
  [
    'an error inside nixpkgs, by the innermost frame of the user',
    {
      text: 'cannot coerce a set to a string',
      position: AT_NIXPKGS,
      trace: [
        'while evaluating f (/nix/store/x-nixpkgs/lib/strings.nix:9)',
        'while calling g (/fleet/db.nix:7)',
        "while evaluating the option `kubernixos.server':",
      ],
    },
    { message: 'cannot coerce a set to a string (/fleet/db.nix:7)' },
  ],
  [
    'an error inside nixpkgs, by the option where no frame helps',
    {
      text: 'cannot coerce a set to a string',
      position: AT_NIXPKGS,
      trace: ["while evaluating the option `kubernixos.server':"],
    },
    { message: 'cannot coerce a set to a string (in kubernixos.server)' },
  ],
  [
    'an error without any place',
    { text: 'list index 0 is out of bounds', position: AT_NIXPKGS },
    { message: 'list index 0 is out of bounds', hint: '--show-trace shows where this comes from' },
  ],
  [
    'a module argument that nobody gives',
    {
      text: "attribute 'foo' missing",
      position: AT_NIXPKGS,
      trace: ['while evaluating the module argument `foo\' in "/fleet/web.nix":'],
    },
    { message: 'nobody gives the module argument foo of /fleet/web.nix' },
  ],
  [
    'a wrong type of a type with checks of its own',
    {
      text: "A definition for option `kubernixos.labels' is not of type `strings'. TypeError: Definition values: \n- In `/fleet/web.nix': 1",
    },
    {
      message:
        "A definition for option `kubernixos.labels' is not of type `strings' (in /fleet/web.nix)\n- In `/fleet/web.nix': 1",
    },
  ],
  [
    'the checksum inside a manifest',
    {
      text: 'infinite recursion encountered',
      position: AT_NIXPKGS,
      trace: ["while evaluating the option `kubernixos.checksum':"],
    },
    {
      code: 'infinite-recursion',
      hint: expect.stringContaining('a manifest cannot contain kubernixos.checksum') as string,
    },
  ],
  [
    'a stack that is exhausted',
    { text: 'stack overflow; max-call-depth exceeded', position: AT_USER },
    {
      code: 'infinite-recursion',
      message: 'infinite recursion: a value is defined by itself (/fleet/web.nix:3:5)',
    },
  ],
  [
    'nixpkgs that refuses this Nix',
    {
      text: "evaluation aborted with the following error message: '\n\nThis version of Nixpkgs requires Nix >= 2.18, please upgrade:\n\n- If you are running NixOS, …'",
    },
    {
      code: 'nix-too-old-for-nixpkgs',
      message: 'this nixpkgs requires Nix 2.18 or newer',
      hint: expect.stringContaining('--evaluator modules') as string,
    },
  ],
  [
    'a missing file, as Nix 2.8 says it',
    { text: "getting status of '/fleet/nope.nix': No such file or directory" },
    { code: 'file-missing', message: '/fleet/nope.nix does not exist' },
  ],
  [
    'a missing file, as newer Nix says it',
    { text: "path '/fleet/nope.nix' does not exist", position: AT_USER },
    { code: 'file-missing', message: '/fleet/nope.nix does not exist (/fleet/web.nix:3:5)' },
  ],
  [
    'a search path without nixpkgs',
    {
      text: "file 'nixpkgs' was not found in the Nix search path (add it using $NIX_PATH or -I)",
      position: AT_USER,
    },
    {
      code: 'search-path',
      message: '<nixpkgs> is not in the Nix search path (/fleet/web.nix:3:5)',
    },
  ],
  [
    'a path where there is no store',
    { text: "operation 'addToStoreFromDump' is not supported by store 'dummy'" },
    { code: 'store-missing' },
  ],
  [
    'invalid UTF-8 that newer Nix notices',
    { text: '[json.exception.type_error.316] invalid UTF-8 byte at index 3: 0xE9' },
    { code: 'invalid-utf8' },
  ],
])('explains %s', async (_, error, expected) => {
  expect(await failure(failing(error))).toMatchObject(expected);
});

test('names modules that stand in MODULES itself', async () => {
  const text = "The option `a' does not exist. Definition values:\n- In `<unknown-file>': 1";
  expect((await failure(failing({ text }), INLINE)).message).toBe(
    'the option a does not exist; it is defined in MODULES',
  );
  const few =
    "anonymous function at (string):1:3 called with unexpected argument 'hostgroup', at (string):1:3";
  expect((await failure(failing({ text: few }), INLINE)).message).toMatch(
    /^a module at MODULES:1:3 takes fewer arguments/,
  );
  const position = { file: '[ ./web.nix ]', line: 1, column: 3 };
  expect((await failure(failing({ text: 'bad', position }), INLINE)).message).toMatch(
    /^bad \(MODULES:1:3\)/,
  );
  const packages = { file: 'import ./nixpkgs { }', line: 1, column: 3 };
  expect((await failure(failing({ text: 'bad', position: packages }), INLINE)).message).toMatch(
    /^bad \(PACKAGES:1:3\)/,
  );
});

test('tells how a file is written in MODULES', async () => {
  const position = { file: '[ ./web.nix ]', line: 1, column: 9 };
  const error = { text: "undefined variable 'prod'", position };
  expect(await failure(failing(error), INLINE)).toMatchObject({
    message: "undefined variable 'prod' (MODULES:1:9)",
    hint: 'in MODULES and PACKAGES a file is written as a path: ./prod.nix, not prod.nix',
  });
});

test('shows the trace only where it is asked for', async () => {
  const error = { text: 'bad', position: AT_USER, trace: ['while a', 'from call site', 'while b'] };
  expect((await failure(failing(error))).message).toBe('bad (/fleet/web.nix:3:5)');
  expect((await failure(failing(error), { ...HOSTGROUP, showTrace: true })).message).toBe(
    'bad (/fleet/web.nix:3:5)\n  … while a\n  … while b',
  );
});

test('reports a Nix that failed without an error', async () => {
  expect((await failure({ exitCode: 137 })).message).toBe(
    'nix-instantiate ended with exit code 137 and said nothing',
  );
});
