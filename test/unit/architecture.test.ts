import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const SOURCE = join(ROOT, 'src');

/** One import of a file, static or dynamic. */
interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
  /** Where a single name is imported, this one. */
  readonly name?: string | undefined;
}

const STAGES = [
  'backup',
  'cluster',
  'machine',
  'evaluate',
  'schema',
  'import',
  'inventory',
  'lease',
  'plan',
  'apply',
  'prune',
];

/** What each folder may import besides itself. Every folder may import `model`. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'cli.ts': ['cli'],
  cli: ['workflows', 'adapters', 'report', 'type ports'],
  workflows: [...STAGES, 'ports'],
  ...Object.fromEntries(STAGES.map((stage) => [stage, ['ports']])),
  adapters: ['ports'],
  report: [],
  ports: [],
  model: [],
};

/** Parts of Node that compute and touch nothing; everything else is for adapters. */
const PURE_BUILTINS = [
  'node:path',
  'node:util',
  'node:crypto createHash',
  'node:crypto createHmac',
  'node:net isIP',
  'node:os constants',
  'type node:stream',
];

/** `cli.ts` starts a newer Node where ours is too old to load anything of the program. */
const CLI_BUILTINS = ['node:child_process', 'node:fs', 'node:module', 'node:os', 'node:path'];

/** What is installed with the program; the types of others may be used. */
const LIBRARIES = Object.keys(
  (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { dependencies: object })
    .dependencies,
);

/** Globals that touch the outside: processes, network, clock, terminal. */
const OUTSIDE_GLOBALS = [
  'process',
  'console',
  'fetch',
  'WebSocket',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'Date.now',
  'new Date',
  'AbortSignal.timeout',
  'Math.random',
  'crypto',
];

/** What is wrong with a file, a sentence each. */
function faults(file: string, text: string): readonly string[] {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const folder = folderOf(file);
  return [
    ...importsOf(tree).flatMap((found) => importFaults(file, folder, found)),
    ...globalFaults(tree, folder),
  ].map((fault) => `${file} ${fault}`);
}

function folderOf(file: string): string {
  return file.split('/')[0] ?? '';
}

function importFaults(file: string, folder: string, found: Import): readonly string[] {
  const { specifier, typeOnly } = found;
  if (specifier === '?') return ['imports something that is not written down'];
  if (isBuiltin(specifier)) return builtinFaults(folder, found);
  if (!specifier.startsWith('.'))
    return typeOnly || LIBRARIES.includes(specifier) ? [] : [`uses ${specifier}`];
  const imported = folderOf(join(dirname(file), specifier));
  const allowed = ALLOWED[folder] ?? [];
  const isAllowed =
    imported === 'model' ||
    (imported === folder && folder !== 'cli.ts') ||
    allowed.includes(imported) ||
    (typeOnly && allowed.includes(`type ${imported}`));
  return isAllowed ? [] : [`imports ${imported}`];
}

function builtinFaults(folder: string, { specifier, typeOnly, name }: Import): readonly string[] {
  if (folder === 'adapters') return [];
  const forms = [
    specifier,
    `${specifier} ${name ?? ''}`,
    ...(typeOnly ? [`type ${specifier}`] : []),
  ];
  const pure = forms.some((form) => PURE_BUILTINS.includes(form));
  const known = folder === 'cli.ts' && CLI_BUILTINS.includes(specifier);
  return pure || known ? [] : [`uses ${specifier}`];
}

/** All imports and re-exports, also dynamic ones. */
function importsOf(tree: ts.SourceFile): readonly Import[] {
  return nodesOf(tree).flatMap((node): readonly Import[] => {
    if (ts.isImportDeclaration(node)) return [staticImport(node)];
    if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined)
      return [{ specifier: textOf(node.moduleSpecifier), typeOnly: node.isTypeOnly }];
    if (ts.isImportTypeNode(node))
      return [{ specifier: textOf(node.argument), typeOnly: !node.isTypeOf }];
    if (ts.isCallExpression(node) && isLoading(node))
      return [{ specifier: textOf(node.arguments[0]), typeOnly: false }];
    return [];
  });
}

function staticImport({ importClause, moduleSpecifier }: ts.ImportDeclaration): Import {
  const bindings = importClause?.namedBindings;
  const names =
    bindings !== undefined && ts.isNamedImports(bindings) ? [...bindings.elements] : null;
  const typeOnly =
    importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ||
    (importClause?.name === undefined && (names?.every(({ isTypeOnly }) => isTypeOnly) ?? false));
  const name = names?.length === 1 ? names[0]?.name.text : undefined;
  return { specifier: textOf(moduleSpecifier), typeOnly, name };
}

function isLoading({ expression }: ts.CallExpression): boolean {
  return expression.kind === ts.SyntaxKind.ImportKeyword || expression.getText() === 'require';
}

function textOf(node: ts.Node | undefined): string {
  if (node !== undefined && ts.isLiteralTypeNode(node)) return textOf(node.literal);
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : '?';
}

function globalFaults(tree: ts.SourceFile, folder: string): readonly string[] {
  if (folder === 'adapters') return [];
  return nodesOf(tree)
    .map(globalName)
    .filter((name) => OUTSIDE_GLOBALS.includes(name))
    .filter((name) => folder !== 'cli.ts' || name !== 'process')
    .map((name) => `uses ${name}`);
}

function globalName(node: ts.Node): string {
  if (ts.isPropertyAccessExpression(node)) return node.getText();
  if (ts.isNewExpression(node) && (node.arguments?.length ?? 0) === 0)
    return `new ${node.expression.getText()}`;
  return ts.isIdentifier(node) && isFree(node) ? node.text : '';
}

/** Whether an identifier is a variable that is read, and not the name of something else. */
function isFree({ parent, text }: ts.Identifier & { readonly parent: ts.Node }): boolean {
  if (ts.isPropertyAccessExpression(parent)) return parent.expression.getText() === text;
  return ts.isExpression(parent) || ts.isStatement(parent) || ts.isVariableDeclaration(parent);
}

function nodesOf(node: ts.Node): readonly ts.Node[] {
  const below: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    below.push(...nodesOf(child));
  });
  return [node, ...below];
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .sort();

test.each(files)('%s keeps to the rules of its folder', (file) => {
  expect(faults(file, readFileSync(join(SOURCE, file), 'utf8'))).toEqual([]);
});

test('every folder has rules', () => {
  expect(Object.keys(ALLOWED)).toEqual(expect.arrayContaining(files.map(folderOf)));
});

test('nothing is imported by cli.ts before it knows the version of Node', () => {
  const tree = ts.preProcessFile(readFileSync(join(SOURCE, 'cli.ts'), 'utf8'), true, true);
  const text = readFileSync(join(SOURCE, 'cli.ts'), 'utf8');
  expect(text).not.toMatch(/^(import|export)\b.*\bfrom\b/m);
  expect(tree.importedFiles.map(({ fileName }) => fileName)).toContain('./cli/main.ts');
});

describe('these rules', () => {
  test.each([
    ['cli.ts', `await import('./workflows/deploy.ts');`, 'imports workflows'],
    ['cli.ts', `import { x } from 'execa';`, 'uses execa'],
    ['adapters/x.ts', `import { x } from 'execa';`, 'uses execa'],
    ['cli/x.ts', `import { planPrune } from '../plan/plan-prune.ts';`, 'imports plan'],
    ['cli/x.ts', `const { y } = await import('../prune/x.ts');`, 'imports prune'],
    ['cli/x.ts', `import { a } from '../ports/clock.ts';`, 'imports ports'],
    ['cli/x.ts', `import { statSync } from 'node:fs';`, 'uses node:fs'],
    ['cli/x.ts', `import { hostname } from 'node:os';`, 'uses node:os'],
    ['report/x.ts', `import { randomBytes } from 'node:crypto';`, 'uses node:crypto'],
    ['cli/x.ts', `import { Readable } from 'node:stream';`, 'uses node:stream'],
    ['cli/x.ts', `import fs from 'fs';`, 'uses fs'],
    ['cli/x.ts', `const name = './x.ts'; await import(name);`, 'imports something'],
    ['workflows/x.ts', `import { kubectl } from '../adapters/kubectl.ts';`, 'imports adapters'],
    ['workflows/x.ts', `import type { Style } from '../report/style.ts';`, 'imports report'],
    [
      'plan/x.ts',
      `import { listObjects } from '../inventory/list-objects.ts';`,
      'imports inventory',
    ],
    ['plan/x.ts', `import type { Wave } from '../prune/prune-objects.ts';`, 'imports prune'],
    ['plan/x.ts', `export { Wave } from '../prune/prune-objects.ts';`, 'imports prune'],
    ['plan/x.ts', `type A = import('../apply/stages.ts').Stage;`, 'imports apply'],
    ['backup/x.ts', `import { readHosts } from '../cluster/read-hosts.ts';`, 'imports cluster'],
    ['plan/x.ts', `const a = Date.now();`, 'uses Date.now'],
    ['plan/x.ts', `const a = new Date();`, 'uses new Date'],
    ['plan/x.ts', `const a = performance.now();`, 'uses performance'],
    ['apply/x.ts', `import '../workflows/deploy.ts';`, 'imports workflows'],
    ['apply/x.ts', `setTimeout(() => {}, 1);`, 'uses setTimeout'],
    ['apply/x.ts', `const s = AbortSignal.timeout(1);`, 'uses AbortSignal.timeout'],
    ['apply/x.ts', `await fetch('http://x');`, 'uses fetch'],
    ['report/x.ts', `import type { Clock } from '../ports/clock.ts';`, 'imports ports'],
    ['report/x.ts', `console.log('x');`, 'uses console'],
    ['ports/x.ts', `import type { Wave } from '../plan/prune-waves.ts';`, 'imports plan'],
    ['model/x.ts', `import type { Clock } from '../ports/clock.ts';`, 'imports ports'],
    ['model/x.ts', `export const home = process.env['HOME'];`, 'uses process'],
    ['adapters/x.ts', `import { deploy } from '../workflows/deploy.ts';`, 'imports workflows'],
    ['adapters/x.ts', `import { printable } from '../report/printable.ts';`, 'imports report'],
    ['evaluate/x.ts', `const fs = require('node:fs');`, 'uses node:fs'],
  ])('catch in %s: %s', (file, text, fault) => {
    expect(faults(file, text)).toEqual([expect.stringContaining(`${file} ${fault}`)]);
  });

  test.each([
    ['cli/x.ts', `import type { Clock } from '../ports/clock.ts';`],
    ['cli/x.ts', `import { type Clock } from '../ports/clock.ts';`],
    ['cli/x.ts', `import { constants } from 'node:os';`],
    ['cli/x.ts', `import type { Readable } from 'node:stream';`],
    ['cli/x.ts', `interface A { readonly process: string; setTimeout(): void }`],
    ['plan/x.ts', `import type { ObjectKey } from '../model/object-key.ts';`],
    ['plan/x.ts', `const at = Date.parse(text); const day = new Date(at);`],
    ['plan/x.ts', `const a = { process: 1, fetch: clock.performance };`],
    ['adapters/x.ts', `import { parse } from 'yaml'; process.exit();`],
    ['adapters/x.ts', `import type { V1Pod } from '@kubernetes/client-node';`],
  ])('let pass in %s: %s', (file, text) => {
    expect(faults(file, text)).toEqual([]);
  });
});
