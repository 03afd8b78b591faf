import { describe, expect, test } from 'vitest';
import { validatePipeline } from '../support/concourse/validate-pipeline.ts';
import { brokenVariables, variablesOf } from '../support/concourse/variables.ts';

type Part = Readonly<Record<string, unknown>>;

const GET = { get: 'config', trigger: true, passed: ['ping'], attempts: 3, timeout: '10m' };
const TASK = {
  task: 'install',
  config: {
    platform: 'linux',
    image_resource: { type: 'registry-image', source: { repository: 'x' } },
    inputs: [{ name: 'config' }],
    outputs: [],
    params: { KEY: '((key))' },
    run: { path: 'kubernixos', args: ['cluster'] },
  },
};
const PING = { name: 'ping', plan: [{ get: 'config' }] };
const PUT = { put: 'email', inputs: 'detect', params: { subject_text: 's' } };
const RESOURCES = [
  { name: 'config', type: 'git', source: {} },
  { name: 'email', type: 'email', source: {} },
];

/** A pipeline whose second job has these steps, with other parts where they are given. */
function pipeline(plan: readonly Part[], parts: Part = {}, job: Part = {}): string {
  return JSON.stringify({
    resources: RESOURCES,
    jobs: [PING, { name: 'install', plan: [...plan, PUT], ...job }],
    ...parts,
  });
}

test('a good pipeline passes', () => {
  const text = pipeline([{ in_parallel: [GET] }, TASK], {}, { on_failure: PUT, serial: true });
  expect(validatePipeline(text)).toEqual({ errors: [] });
});

describe('a broken pipeline is caught:', () => {
  test.each<[string, string, string]>([
    ['text', 'jobs: [', 'no YAML'],
    ['one key twice', '{"jobs": [], "jobs": []}', 'unique'],
    ['anchors at the top', 'task: &task {a: 1}\njobs: []\n', 'pipeline: unknown field task'],
    ['no jobs', pipeline([], { jobs: [] }), 'jobs: there is none'],
    ['jobs that are a set', pipeline([], { jobs: {} }), 'jobs is no list'],
    ['groups', pipeline([GET], { groups: [] }), 'groups: not covered'],
    [
      'an unused resource',
      pipeline([GET], { resources: [...RESOURCES, { name: 'more', type: 'git' }] }),
      'resources.more: it is not used',
    ],
    [
      'two resources of one name',
      pipeline([GET], { resources: [...RESOURCES, { name: 'config', type: 'time' }] }),
      'resources.config: another one has the same name',
    ],
    [
      'a resource without a type',
      pipeline([GET], { resources: [{ name: 'config' }, RESOURCES[1]] }),
      'resources.config: no type',
    ],
    [
      'an unknown field of a resource',
      pipeline([GET], { resources: [{ ...RESOURCES[0], chek_every: '1m' }, RESOURCES[1]] }),
      'resources.config: unknown field chek_every',
    ],
    [
      'two types of one name',
      pipeline([GET], {
        resource_types: [
          { name: 'email', type: 'registry-image' },
          { name: 'email', type: 'registry-image' },
        ],
      }),
      'resource_types.email: another one has the same name',
    ],
    ['two jobs of one name', pipeline([GET], { jobs: [PING, PING] }), 'jobs[1]: another one'],
    ['an unknown field of a job', pipeline([GET], {}, { seriel: true }), 'unknown field seriel'],
    ['a number for a truth', pipeline([GET], {}, { serial: 1 }), 'serial is no truth'],
    ['a name in capitals', pipeline([GET], {}, { name: 'Install' }), '"Install" is no identifier'],
    ['a name of digits', pipeline([GET], {}, { name: '1' }), '"1" is no identifier'],
    ['a name with a space', pipeline([GET], {}, { name: 'in stall' }), 'it has another character'],
    ['no name', pipeline([{ ...GET, get: '' }]), '"" is no identifier'],
    ['a resource nobody knows', pipeline([{ get: 'confg' }]), 'unknown resource confg'],
    [
      'a resource nobody knows in a hook',
      pipeline([GET], {}, { on_error: { put: 'mail' } }),
      'unknown resource mail',
    ],
    ['a job nobody knows', pipeline([{ ...GET, passed: ['pin'] }]), 'passed: no job pin'],
    [
      'a job that has nothing to do with it',
      pipeline([{ get: 'email', passed: ['ping'] }]),
      'job ping has nothing to do with email',
    ],
    ['a cycle', pipeline([{ ...GET, passed: ['install'] }]), 'a cycle begins at install'],
    ['one thing twice', pipeline([GET, GET]), 'jobs.install.get(config): repeated name'],
    ['an unknown field of a step', pipeline([{ ...GET, triger: true }]), 'unknown field triger'],
    ['two steps in one', pipeline([{ ...GET, task: 'x', file: 'y' }]), 'unknown field get'],
    ['a step of no kind', pipeline([{ attempts: 2 }]), 'no kind of step'],
    ['no attempts', pipeline([{ ...GET, attempts: 0 }]), 'attempts must be more than 0'],
    ['attempts in words', pipeline([{ ...GET, attempts: 'two' }]), 'attempts is no count'],
    ['a time without a unit', pipeline([{ ...GET, timeout: '10' }]), 'invalid duration 10'],
    ['a task of nothing', pipeline([{ task: 'x' }]), 'neither file nor config'],
    ['a task of two things', pipeline([{ ...TASK, file: 'x' }]), 'both file and config'],
    [
      'a task without a platform',
      pipeline([{ ...TASK, config: { ...TASK.config, platform: undefined } }]),
      'no platform',
    ],
    [
      'an unknown field of a task',
      pipeline([{ ...TASK, config: { ...TASK.config, ouputs: [] } }]),
      'unknown field ouputs',
    ],
    [
      'an input without a name',
      pipeline([{ ...TASK, config: { ...TASK.config, inputs: [{ path: 'x' }] } }]),
      'inputs: one has no name',
    ],
    [
      'arguments that are no list',
      pipeline([{ ...TASK, config: { ...TASK.config, run: { path: 'x', args: 'y' } } }]),
      'args is no texts',
    ],
    ['a pipeline from nowhere', pipeline([{ set_pipeline: 'self' }]), 'no file'],
    ['a fault within others', pipeline([{ try: { do: [{ get: 'x' }] } }]), 'unknown resource x'],
  ])('%s', (_, text, fault) => {
    expect(validatePipeline(text).errors.join('\n')).toContain(fault);
  });
});

test('variables are those that Concourse would fill in', () => {
  expect(variablesOf('((b)) x((a.b-c)) ((b)) ((vault:d/e)) ((no no)) (c)')).toEqual([
    'a.b-c',
    'b',
    'vault:d/e',
  ]);
});

test.each(['((', 'x))', '(( a ))', '((a b))', '((a) )'])('%s is no variable', (text) => {
  expect(brokenVariables(`((fine)) ${text}`)).toHaveLength(1);
});
