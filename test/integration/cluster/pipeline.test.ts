import { stat, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { parseArguments } from '../../../src/cli/arguments/parse-arguments.ts';
import { builtTool, runProgram } from '../../support/cluster-tools.ts';
import { isSet } from '../../support/concourse/fields.ts';
import { type Pipeline, setsIn, textIn, textsIn } from '../../support/concourse/pipeline.ts';
import { type PlacedStep, stepsOf } from '../../support/concourse/steps.ts';
import { validatePipeline } from '../../support/concourse/validate-pipeline.ts';
import { brokenVariables, variablesOf } from '../../support/concourse/variables.ts';

const example = resolve(import.meta.dirname, '../../examples/clusters/in-concourse.nix');
const full = join(import.meta.dirname, 'pipeline.nix');

const SECRETS = { K0SCTL_SSH_KEY: 'hunter2-key', WINDOWS_PASSWORD: 'hunter2-password' };

function run(...args: readonly string[]) {
  const env = { HOSTGROUP: undefined, MODULES: undefined, PACKAGES: undefined, ...SECRETS };
  return runProgram(process.execPath, [builtTool, ...args], { env: { NIX_PATH: 'x=/x', ...env } });
}

async function printed(hostgroup: string, ...args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await run(hostgroup, 'cluster', 'pipeline', ...args);
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  return stdout;
}

describe.each([
  ['an ordinary pipeline', example],
  ['a pipeline with all there is', full],
])('%s', (_, hostgroup) => {
  let text = '';
  let jobs: ReadonlyMap<string, Pipeline> = new Map();

  beforeAll(async () => {
    text = await printed(hostgroup);
    const pipeline = JSON.parse(text) as Pipeline;
    jobs = new Map(setsIn(pipeline, 'jobs').map((job) => [textIn(job, 'name'), job]));
  });

  const jobOf = (name: string): Pipeline => jobs.get(name) ?? {};
  const stepsIn = (name: string): readonly PlacedStep[] => stepsOf(jobOf(name));
  const allSteps = (): readonly PlacedStep[] => [...jobs.values()].flatMap(stepsOf);
  const tasks = () =>
    allSteps().flatMap(({ at, value: { config, ...step } }) =>
      isSet(config) ? [{ at, step, config }] : [],
    );
  const runOf = ({ run }: Pipeline): Pipeline => (isSet(run) ? run : {});

  test('passes the rules of Concourse, and has nothing but its sections', () => {
    expect(validatePipeline(text)).toEqual({ errors: [] });
    expect(Object.keys(JSON.parse(text) as object)).toEqual([
      'jobs',
      'resource_types',
      'resources',
    ]);
  });

  test('passes fly where it is installed', async (context) => {
    const found = await execa('fly', ['--version'], { reject: false });
    if (found.exitCode !== 0) context.skip('fly is not on PATH');
    const dir = await makeDirectory();
    await writeFile(join(dir, 'pipeline.json'), text);
    await writeFile(join(dir, 'vars.yaml'), await printed(hostgroup, '--vars'));
    const strict = ['validate-pipeline', '--strict', '-c', 'pipeline.json', '-l', 'vars.yaml'];
    const { all, exitCode } = await execa('fly', strict, { cwd: dir, all: true, reject: false });
    expect({ all, exitCode }).toMatchObject({ exitCode: 0 });
  });

  test('has a template of exactly its variables', async () => {
    expect(brokenVariables(text)).toEqual([]);
    const template: unknown = parse(await printed(hostgroup, '--vars'));
    expect(leavesOf(template).sort()).toEqual(variablesOf(text));
  });

  test('holds no secret, also where the variables are set here', async () => {
    expect(text + (await printed(hostgroup, '--vars'))).not.toContain('hunter2');
  });

  test('chains its jobs: what has not passed one does not come to the next', () => {
    const passed = (name: string) =>
      stepsIn(name).find(({ kind, resource }) => kind === 'get' && resource === 'config')?.passed;
    expect(passed('install')).toEqual(['ping']);
    expect(passed('backup')).toEqual(['install']);
    expect(passed('uninstall')).toEqual(['ping']);
    expect(passed('drill')).toEqual(['backup']);
  });

  test('starts init and uninstall by nothing but a person', () => {
    const starting = [...jobs.keys()].filter((name) =>
      stepsIn(name).some(({ value }) => value['trigger'] === true),
    );
    expect(starting.filter((name) => name !== 'update')).toEqual([
      'ping',
      'install',
      'backup',
      'drill',
    ]);
  });

  test('never runs two of k0sctl or of the store of backups at once, init among them', () => {
    for (const name of ['init', 'install', 'backup', 'uninstall', 'drill'])
      expect(jobOf(name)).toMatchObject({ serial: true, serial_groups: ['k0sctl'] });
    expect(jobOf('ping')).toMatchObject({ serial: true, public: true });
  });

  test('overwrites nothing by force, and writes to no repository past the verbs', () => {
    expect(text).not.toMatch(/force/);
    expect(
      allSteps().filter(({ kind, resource }) => kind === 'put' && resource !== 'email'),
    ).toEqual([]);
  });

  test('calls kubernixos with words, and no shell', () => {
    for (const { at, config } of tasks()) {
      const { path, args, ...others } = runOf(config);
      expect({ at, path, others }).toEqual({ at, path: 'kubernixos', others: {} });
      expect(args).toEqual(expect.arrayContaining(['config/prod.nix', 'cluster']));
    }
    expect(text).not.toMatch(/\bbash\b|\bsh\b|-c"/);
  });

  test('calls verbs as they are understood', () => {
    for (const words of tasks().map(({ config }) => textsIn(runOf(config), 'args')))
      expect(parseArguments(words, {}, () => true)).toMatchObject({
        type: 'command',
        request: { name: `cluster ${words[2] ?? ''}`, words: [] },
      });
  });

  test('says of every task where it runs, what it reads and what it leaves', () => {
    for (const { config } of tasks())
      expect(Object.keys(config).sort()).toEqual([
        'image_resource',
        'inputs',
        'outputs',
        'params',
        'platform',
        'run',
      ]);
  });

  test('gives every step an end, and attempts to what the network can fail', () => {
    for (const { kind, value } of allSteps()) {
      if (['get', 'put', 'task'].includes(kind)) expect(value).toHaveProperty('timeout');
      if (['get', 'put'].includes(kind)) expect(value).toMatchObject({ attempts: 3 });
    }
  });

  test('mails the log that has no configuration, and nothing else', () => {
    const letters = allSteps().filter(({ resource }) => resource === 'email');
    expect(letters.length).toBeGreaterThan(15);
    for (const { value } of letters) {
      expect(value).toMatchObject({ inputs: 'detect' });
      const { attachment_globs, subject_text, body_text, ...others } = value['params'] as Pipeline;
      expect({ attachment_globs, others }).toEqual({
        attachment_globs: ['auditlog/*'],
        others: {},
      });
      expect([subject_text, body_text].join()).not.toMatch(/\//);
    }
  });

  test.each(['init', 'install', 'backup', 'uninstall', 'drill'])(
    'mails what became of %s',
    (name) => {
      for (const hook of ['on_success', 'on_failure', 'on_error'])
        expect(jobOf(name)).toHaveProperty(`${hook}.put`, 'email');
    },
  );

  test('mails of ping only that it failed', () => {
    expect(Object.keys(jobOf('ping')).filter((key) => key.startsWith('on_'))).toEqual([
      'on_error',
      'on_failure',
    ]);
  });

  test('pings declared hosts, and has no address in it', () => {
    const [ping] = tasks().filter(({ at }) => at.includes('task(ping)'));
    expect(runOf(ping?.config ?? {})['args']).toEqual(['config/prod.nix', 'cluster', 'ping']);
    expect(text).not.toMatch(/\d+\.\d+\.\d+\.\d+/);
  });
});

test('writes to a file that only its owner can read', async () => {
  const file = join(await makeDirectory(), 'pipeline.json');
  expect(await printed(example, `--out=${file}`)).toBe('');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readFile(file, 'utf8')).toBe(await printed(example));
});

test('tells which files its tasks will lack', async () => {
  const { stderr } = await run(full, 'cluster', 'pipeline');
  expect(stderr).toContain(
    'warning: kubernixos.cluster.hosts.a.ssh.keyPath is ~/.ssh/id_ed25519, which tasks of the pipeline do not have',
  );
  expect(stderr).not.toContain('files[0].src');
});

test('a cluster without a pipeline has none to print', async () => {
  const single = resolve(example, '../single-node.nix');
  const { exitCode, stdout, stderr } = await run(single, 'cluster', 'pipeline');
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain(
    'the cluster kiosk has no pipeline: kubernixos.cluster.concourse is not set',
  );
});

async function makeDirectory(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'kubernixos-pipeline-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  return dir;
}

/** The paths of all texts in a set of sets. */
function leavesOf(value: unknown, above: readonly string[] = []): string[] {
  if (!isSet(value)) return [above.join('.')];
  return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, [...above, name]));
}
