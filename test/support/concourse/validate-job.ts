import { type Report, type Structure, wrongFields } from './fields.ts';
import { identifierFault } from './identifiers.ts';
import { type Pipeline, setsIn, textIn } from './pipeline.ts';
import { stepsOf } from './steps.ts';
import { validateStep } from './validate-step.ts';

const JOB: Structure = {
  name: 'text',
  old_name: 'text',
  public: 'truth',
  disable_manual_trigger: 'truth',
  disable_reruns: 'truth',
  serial: 'truth',
  interruptible: 'truth',
  serial_groups: 'texts',
  max_in_flight: 'count',
  tags: 'texts',
  build_log_retention: 'set',
  on_success: 'set',
  on_failure: 'set',
  on_abort: 'set',
  on_error: 'set',
  ensure: 'set',
  plan: 'list',
};

/** What is wrong with the jobs of a pipeline. */
export function validateJobs(pipeline: Pipeline): Report {
  const jobs = setsIn(pipeline, 'jobs');
  const names = jobs.map((job) => textIn(job, 'name'));
  const errors = jobs.flatMap((job, index) => [
    ...(names.indexOf(names[index] ?? '') < index
      ? [`jobs[${String(index)}]: another one has the same name`]
      : []),
    ...jobFaults(job, pipeline),
  ]);
  return { errors: jobs.length === 0 ? ['jobs: there is none'] : errors };
}

function jobFaults(job: Pipeline, pipeline: Pipeline): readonly string[] {
  const at = `jobs.${textIn(job, 'name')}`;
  const steps = stepsOf(job);
  const gets = steps.filter(({ kind }) => kind === 'get').map(({ name }) => name);
  const repeated = gets.filter((name, index) => gets.indexOf(name) < index);
  return [
    ...wrongFields(job, JOB, at),
    ...identifierFault(textIn(job, 'name'), at),
    ...repeated.map((name) => `${at}.get(${name}): repeated name`),
    ...steps.flatMap((step) => validateStep(step, pipeline)),
  ];
}
