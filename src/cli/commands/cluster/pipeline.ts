import { writePrivateFile } from '../../../adapters/private-file.ts';
import { pipelineVariablesYaml } from '../../../report/pipeline-variables.ts';
import { printPipeline } from '../../../report/pipeline.ts';
import { describePipeline } from '../../../workflows/cluster/describe-pipeline.ts';
import type { RunCommand } from '../run-command.ts';
import { describePorts } from './cluster-ports.ts';
import { clusterRequest } from './cluster-request.ts';
import { tellLines } from './tell-lines.ts';

/** `kubernixos [HOSTGROUP] cluster pipeline [--vars] [--out FILE]` */
export const runPipeline: RunCommand = async (request, color, environment) => {
  const { cwd, stdout, signal } = environment;
  const { options } = request;
  const { name, pipeline } = await describePipeline(
    clusterRequest(request, environment),
    describePorts(environment, tellLines(color, environment)),
    signal,
  );
  const text = options.on('vars')
    ? await pipelineVariablesYaml(name, pipeline.variables)
    : printPipeline(pipeline.config);
  const file = options.text('out');
  if (file === null) stdout.write(text);
  else await writePrivateFile(cwd, file, text);
  return 'done';
};
