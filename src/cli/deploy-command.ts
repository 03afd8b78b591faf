import { buildDirectory } from '../adapters/build-directory.ts';
import { systemClock } from '../adapters/clock.ts';
import { kubectl } from '../adapters/kubectl.ts';
import { createNix } from '../adapters/nix.ts';
import { ownRun } from '../adapters/own-run.ts';
import { schemaFiles } from '../adapters/schema-files.ts';
import { statusLine } from '../adapters/status-line.ts';
import { streamOutput, terminalPrompt } from '../adapters/terminal.ts';
import type { DeployRequest } from '../model/deploy-request.ts';
import { BUILD_INDEX } from '../report/build-files.ts';
import { plainWords } from '../report/plain-words.ts';
import { styleFor } from '../report/style.ts';
import { deploy } from '../workflows/deploy.ts';
import type { Verdict } from '../workflows/verdict.ts';
import { absoluteSource } from './absolute-source.ts';
import { releaseDelivery } from './deliver-release.ts';
import { deployStory } from './deploy-story.ts';
import type { Environment } from './environment.ts';

/** Runs the verbs that chain. */
export async function runDeploy(
  request: DeployRequest,
  color: boolean,
  environment: Environment,
): Promise<Verdict> {
  if (!request.clusterKubeconfig) return runVerbs(request, color, environment);
  const { withClusterKubeconfig } = await import('./with-cluster-kubeconfig.ts');
  const { evaluator, showTrace } = request;
  const source = absoluteSource(request.source, environment.cwd);
  const { withKeyFile } = await import('./commands/cluster/with-ssh-key.ts');
  return withKeyFile(environment, (keyed) =>
    withClusterKubeconfig({ source, evaluator, showTrace }, color, keyed, (within) =>
      runVerbs(request, color, within),
    ),
  );
}

async function runVerbs(
  request: DeployRequest,
  color: boolean,
  environment: Environment,
): Promise<Verdict> {
  const { env, cwd, stdin, stdout, stderr, signal } = environment;
  const screen = statusLine({ stdout, stderr, env });
  const output = streamOutput(screen);
  const prompt = terminalPrompt(stdin, screen);
  const style = styleFor(color && stdout.isTTY === true && stderr.isTTY === true);
  try {
    return await deploy(
      { ...request, source: absoluteSource(request.source, cwd) },
      {
        nix: createNix({ env, cwd }),
        kubectl: kubectl({
          env,
          global: request.kubectl.global,
          requestTimeout: request.kubectl.requestTimeout,
          onPrompt: (text) => screen.stderr.write(plainWords(text)),
        }),
        clock: systemClock,
        run: ownRun(),
        schemas: schemaFiles,
        delivery: releaseDelivery({
          ...{ request, output, cwd },
          files: buildDirectory({ cwd, mark: BUILD_INDEX }),
        }),
        story: deployStory({ request, output, prompt, style, onScreen: stdout.isTTY === true }),
        interactive: prompt.interactive,
      },
      signal,
    );
  } finally {
    screen.show(null);
  }
}
