import { resolve } from 'node:path';
import { buildDirectory } from '../adapters/build-directory.ts';
import { systemClock } from '../adapters/clock.ts';
import { kubectl } from '../adapters/kubectl.ts';
import { createNix } from '../adapters/nix.ts';
import { streamOutput, terminalPrompt } from '../adapters/terminal.ts';
import type { DeployRequest } from '../model/deploy-request.ts';
import type { ReleaseDelivery } from '../ports/deploy-story.ts';
import type { Output } from '../ports/output.ts';
import { BUILD_INDEX, buildFiles } from '../report/build-files.ts';
import { dumpJson } from '../report/dump.ts';
import { styleFor } from '../report/style.ts';
import { deploy } from '../workflows/deploy.ts';
import { deployStory } from './deploy-story.ts';
import type { Environment } from './environment.ts';

/** Runs the verbs that chain; true where all that was asked for is done. */
export function runDeploy(
  request: DeployRequest,
  color: boolean,
  environment: Environment,
): Promise<boolean> {
  const { env, cwd, stdin, stdout, stderr, signal } = environment;
  const output = streamOutput(stdout, stderr);
  const prompt = terminalPrompt(stdin, stderr);
  const style = styleFor(color && stdout.isTTY === true && stderr.isTTY === true);
  return deploy(
    absolute(request, cwd),
    {
      nix: createNix({ env, cwd }),
      kubectl: kubectl({
        env,
        global: request.kubectl.global,
        onStderr: (text) => stderr.write(text),
      }),
      clock: systemClock,
      delivery: delivery(request, output, cwd),
      story: deployStory({ request, output, prompt, style }),
      interactive: prompt.interactive,
    },
    signal,
  );
}

/** Nix resolves a relative file against its own expression, not against the user's directory. */
function absolute(request: DeployRequest, cwd: string): DeployRequest {
  const { source } = request;
  return source.type === 'hostgroup'
    ? { ...request, source: { ...source, file: resolve(cwd, source.file) } }
    : request;
}

function delivery(request: DeployRequest, output: Output, cwd: string): ReleaseDelivery {
  return {
    async dump(release) {
      output.result(request.yaml ? await dumpAsYaml(release) : dumpJson(release));
    },
    async build(release) {
      const files = buildDirectory({ cwd, mark: BUILD_INDEX });
      const path = await files.replaceDirectory(request.out, buildFiles(release));
      if (request.verbs.includes('dump')) output.story(path);
      else output.result(`${path}\n`);
    },
  };
}

/** The YAML library is loaded only where it is needed. */
async function dumpAsYaml(release: Parameters<ReleaseDelivery['dump']>[0]): Promise<string> {
  const [{ printYaml }, { releaseList }] = await Promise.all([
    import('../report/yaml.ts'),
    import('../report/dump.ts'),
  ]);
  return printYaml(releaseList(release));
}
