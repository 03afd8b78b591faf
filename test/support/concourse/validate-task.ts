import { isSet, type Structure, wrongFields } from './fields.ts';
import { type Pipeline, setsIn, textIn } from './pipeline.ts';

const TASK: Structure = {
  platform: 'text',
  rootfs_uri: 'text',
  image_resource: 'set',
  container_limits: 'set',
  params: 'set',
  run: 'set',
  inputs: 'list',
  outputs: 'list',
  caches: 'list',
};

const IMAGE: Structure = {
  name: 'text',
  type: 'text',
  source: 'set',
  version: 'set',
  params: 'set',
  tags: 'texts',
};

const RUN: Structure = { path: 'text', args: 'texts', dir: 'text', user: 'text' };

/** What is wrong with the configuration of a task. */
export function validateTask(step: Pipeline, at: string): readonly string[] {
  const { config } = step;
  const file = textIn(step, 'file');
  if (!isSet(config)) return file === '' ? [`${at}: neither file nor config`] : [];
  if (file !== '') return [`${at}: both file and config`];
  return [
    ...wrongFields(config, TASK, at),
    ...part(config, 'image_resource', IMAGE, at),
    ...part(config, 'run', RUN, at),
    ...(textIn(config, 'platform') === '' ? [`${at}: no platform`] : []),
    ...named(config, 'inputs', { name: 'text', path: 'text', optional: 'truth' }, at),
    ...named(config, 'outputs', { name: 'text', path: 'text' }, at),
  ];
}

function part(config: Pipeline, name: string, structure: Structure, at: string): readonly string[] {
  const value = config[name];
  return isSet(value) ? wrongFields(value, structure, `${at}.${name}`) : [];
}

function named(
  config: Pipeline,
  name: string,
  structure: Structure,
  at: string,
): readonly string[] {
  return setsIn(config, name).flatMap((entry) => [
    ...wrongFields(entry, structure, `${at}.${name}`),
    ...(textIn(entry, 'name') === '' ? [`${at}.${name}: one has no name`] : []),
  ]);
}
