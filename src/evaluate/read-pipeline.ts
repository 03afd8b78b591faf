import type { Json } from '../model/json.ts';
import type { Pipeline, PipelineVariable } from '../model/pipeline.ts';
import { list, object, string, strings } from './narrow-result.ts';

/** Narrows what `lib/eval.nix` says of the pipeline of a cluster; null where there is none. */
export function readPipeline(value: Json): Pipeline | null {
  if (value === null) return null;
  const pipeline = object(value, 'cluster.pipeline');
  return {
    config: object(pipeline['config'], 'cluster.pipeline.config'),
    variables: list(pipeline['variables'], 'cluster.pipeline.variables').map(readVariable),
    notices: strings(pipeline['notices'], 'cluster.pipeline.notices'),
  };
}

function readVariable(entry: Json): PipelineVariable {
  const variable = object(entry, 'cluster.pipeline.variables');
  return {
    name: string(variable['name'], 'cluster.pipeline.variables.name'),
    use: string(variable['use'], 'cluster.pipeline.variables.use'),
  };
}
