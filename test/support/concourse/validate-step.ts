import { matchesGlob } from 'node:path';
import { identifierFault } from './identifiers.ts';
import { type Pipeline, setsIn, textIn } from './pipeline.ts';
import { type PlacedStep, stepsOf } from './steps.ts';
import { validateTask } from './validate-task.ts';

/** What is wrong with one step, but for those within it. */
export function validateStep(step: PlacedStep, pipeline: Pipeline): readonly string[] {
  const { at, faults, kind, name, value } = step;
  const named = ['task', 'get', 'put', 'set_pipeline', 'load_var'].includes(kind);
  return [
    ...faults,
    ...(named ? identifierFault(name, at) : []),
    ...limits(step),
    ...resourceFaults(step, pipeline),
    ...passedFaults(step, pipeline),
    ...(kind === 'task' ? validateTask(value, at) : []),
    ...((kind === 'set_pipeline' || kind === 'load_var') && textIn(value, 'file') === ''
      ? [`${at}: no file`]
      : []),
    ...(['run', 'across'].some((part) => part in value)
      ? [`${at}: not covered by these rules`]
      : []),
  ];
}

const DURATION = /^((\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h))+$/;

/** The durations that Go's time.ParseDuration takes, and positive attempts. */
function limits({ at, value }: PlacedStep): readonly string[] {
  const timeout = textIn(value, 'timeout');
  const faulty = 'timeout' in value && !DURATION.test(timeout);
  return [
    ...(faulty ? [`${at}: invalid duration ${timeout}`] : []),
    ...('attempts' in value && !(Number(value['attempts']) > 0)
      ? [`${at}: attempts must be more than 0`]
      : []),
  ];
}

function resourceFaults({ at, kind, resource }: PlacedStep, pipeline: Pipeline): readonly string[] {
  if (kind !== 'get' && kind !== 'put') return [];
  const known = setsIn(pipeline, 'resources').some((entry) => textIn(entry, 'name') === resource);
  return known ? [] : [`${at}: unknown resource ${resource}`];
}

function passedFaults({ at, passed, resource }: PlacedStep, pipeline: Pipeline): readonly string[] {
  return passed.flatMap((glob) => {
    const jobs = setsIn(pipeline, 'jobs').filter((job) => matchesGlob(textIn(job, 'name'), glob));
    if (jobs.length === 0) return [`${at}.passed: no job ${glob}`];
    return jobs
      .filter((job) => !stepsOf(job).some((step) => step.resource === resource))
      .map((job) => `${at}.passed: job ${textIn(job, 'name')} has nothing to do with ${resource}`);
  });
}
