import type { Structure } from './fields.ts';
import { isSet, wrongFields } from './fields.ts';
import type { Pipeline } from './pipeline.ts';

/** A step, taken apart: what wraps it, its core, and what is wrong with its shape. */
export interface Step {
  readonly kind: string;
  readonly value: Pipeline;
  readonly faults: readonly string[];
}

/**
 * Reads a step as atc/steps.go does: kinds are looked for in a fixed order, each takes its own fields,
 * the first that wraps nothing is the core, and whatever field is left then is unknown.
 */
export function readStep(value: Pipeline, at: string): Step {
  const { kind, left, known } = KINDS.reduce(take, { kind: null, left: value, known: {} });
  if (kind === null) return { kind: 'none', value, faults: [`${at}: no kind of step`] };
  const unknown = Object.keys(left).map((field) => `${at}: unknown field ${field}`);
  return { kind, value, faults: [...unknown, ...wrongFields(known, ALL_FIELDS[kind] ?? {}, at)] };
}

interface Taken {
  /** The kind of the core, once it is found. */
  readonly kind: string | null;
  readonly left: Pipeline;
  readonly known: Pipeline;
}

function take(taken: Taken, [kind, fields, wraps]: Kind): Taken {
  if (taken.kind !== null || !(kind in taken.left)) return taken;
  const entries = Object.entries(taken.left);
  const own = entries.filter(([name]) => name === kind || name in fields);
  return {
    kind: wraps ? null : kind,
    left: Object.fromEntries(entries.filter(([name]) => name !== kind && !(name in fields))),
    known: { ...taken.known, ...Object.fromEntries(own) },
  };
}

/** A kind of step, its further fields, and whether it wraps another one. */
type Kind = readonly [string, Structure, boolean];

const LIMITED: Structure = { tags: 'texts', timeout: 'text' };

const KINDS: readonly Kind[] = [
  ['ensure', {}, true],
  ['on_error', {}, true],
  ['on_abort', {}, true],
  ['on_failure', {}, true],
  ['on_success', {}, true],
  ['across', { fail_fast: 'truth' }, true],
  ['attempts', {}, true],
  [
    'run',
    { type: 'text', params: 'set', privileged: 'truth', container_limits: 'set', ...LIMITED },
    false,
  ],
  [
    'task',
    {
      privileged: 'truth',
      hermetic: 'truth',
      file: 'text',
      container_limits: 'set',
      config: 'set',
      params: 'set',
      vars: 'set',
      input_mapping: 'set',
      output_mapping: 'set',
      image: 'text',
      ...LIMITED,
    },
    false,
  ],
  [
    'put',
    {
      resource: 'text',
      params: 'set',
      inputs: 'any',
      get_params: 'set',
      no_get: 'truth',
      ...LIMITED,
    },
    false,
  ],
  [
    'get',
    {
      resource: 'text',
      version: 'any',
      params: 'set',
      passed: 'texts',
      trigger: 'truth',
      ...LIMITED,
    },
    false,
  ],
  ['timeout', {}, true],
  [
    'set_pipeline',
    { file: 'text', team: 'text', vars: 'set', var_files: 'texts', instance_vars: 'set' },
    false,
  ],
  ['load_var', { file: 'text', format: 'text', reveal: 'truth' }, false],
  ['try', {}, false],
  ['do', { tags: 'texts' }, false],
  ['in_parallel', { tags: 'texts' }, false],
];

const WRAPPERS: Structure = {
  ensure: 'set',
  on_error: 'set',
  on_abort: 'set',
  on_failure: 'set',
  on_success: 'set',
  across: 'list',
  fail_fast: 'truth',
  attempts: 'count',
  timeout: 'text',
};

const CORES: Structure = {
  run: 'text',
  task: 'text',
  put: 'text',
  get: 'text',
  set_pipeline: 'text',
  load_var: 'text',
  try: 'set',
  do: 'list',
  in_parallel: 'any',
};

const ALL_FIELDS: Readonly<Record<string, Structure>> = Object.fromEntries(
  KINDS.map(([kind, fields]) => [kind, { ...WRAPPERS, ...CORES, ...fields }]),
);

/** The steps within a step of several, and within its hooks. */
export function within(value: Pipeline): readonly Pipeline[] {
  const parallel = value['in_parallel'];
  const several = isSet(parallel) ? parallel['steps'] : parallel;
  return [value['do'], several]
    .flatMap((steps): readonly unknown[] => (Array.isArray(steps) ? steps : []))
    .concat(['try', ...HOOKS].map((name) => value[name]))
    .filter(isSet);
}

export const HOOKS = ['ensure', 'on_error', 'on_abort', 'on_failure', 'on_success'] as const;
