import { parseDocument } from 'yaml';
import { findCycle } from './find-cycle.ts';
import { isSet, type Report, type Structure, wrongFields } from './fields.ts';
import { identifierFault } from './identifiers.ts';
import { setsIn, textIn, type Pipeline } from './pipeline.ts';
import { stepsOf } from './steps.ts';
import { validateJobs } from './validate-job.ts';

/**
 * What Concourse says of a pipeline, after atc/configvalidate/validate.go and atc/step_validator.go of
 * its version 8.2 and the strict reading of `fly validate-pipeline --strict`, where a warning is a
 * failure. Parts that no pipeline of ours has are refused as not covered.
 */
export function validatePipeline(text: string): Report {
  const document = parseDocument(text);
  const problems = [...document.errors, ...document.warnings].map(({ message }) => message);
  const pipeline: unknown = document.toJS();
  if (problems.length > 0 || !isSet(pipeline)) return { errors: ['no YAML', ...problems] };
  const wrong = wrongFields(pipeline, PIPELINE, 'pipeline');
  if (wrong.length > 0) return { errors: wrong };
  const reports = [
    ...uncovered(pipeline),
    validateNamed(pipeline, 'resources', RESOURCE),
    validateNamed(pipeline, 'resource_types', RESOURCE_TYPE),
    { errors: unusedResources(pipeline) },
    validateJobs(pipeline),
    { errors: findCycle(pipeline) },
  ];
  return { errors: reports.flatMap(({ errors }) => errors) };
}

const PIPELINE: Structure = {
  groups: 'list',
  var_sources: 'list',
  resources: 'list',
  resource_types: 'list',
  prototypes: 'list',
  jobs: 'list',
  display: 'set',
  user_data: 'any',
};

const RESOURCE_TYPE: Structure = {
  name: 'text',
  type: 'text',
  source: 'set',
  defaults: 'set',
  privileged: 'truth',
  check_every: 'text',
  tags: 'texts',
  params: 'set',
};

const RESOURCE: Structure = {
  name: 'text',
  old_name: 'text',
  public: 'truth',
  webhook_token: 'text',
  type: 'text',
  source: 'set',
  check_every: 'text',
  check_timeout: 'text',
  tags: 'texts',
  version: 'set',
  icon: 'text',
  expose_build_created_by: 'truth',
};

function uncovered(pipeline: Pipeline): readonly Report[] {
  return ['groups', 'var_sources', 'prototypes', 'display']
    .filter((name) => name in pipeline)
    .map((name) => ({ errors: [`${name}: not covered by these rules`] }));
}

/** Each has a name of its own, and a type. */
function validateNamed(pipeline: Pipeline, section: string, structure: Structure): Report {
  const names = setsIn(pipeline, section).map((entry) => textIn(entry, 'name'));
  const errors = setsIn(pipeline, section).flatMap((entry, index) => {
    const name = names[index] ?? '';
    const at = name === '' ? `${section}[${String(index)}]` : `${section}.${name}`;
    return [
      ...wrongFields(entry, structure, at),
      ...identifierFault(name, at),
      ...(names.indexOf(name) < index ? [`${at}: another one has the same name`] : []),
      ...(textIn(entry, 'type') === '' ? [`${at}: no type`] : []),
    ];
  });
  return { errors };
}

function unusedResources(pipeline: Pipeline): readonly string[] {
  const used = setsIn(pipeline, 'jobs')
    .flatMap(stepsOf)
    .map(({ resource }) => resource);
  return setsIn(pipeline, 'resources')
    .map((resource) => textIn(resource, 'name'))
    .filter((name) => !used.includes(name))
    .map((name) => `resources.${name}: it is not used`);
}
