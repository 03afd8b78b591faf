import { Failure } from '../model/failure.ts';
import type { Kubectl, KubectlResult } from '../ports/kubectl.ts';
import { kubectlMissing } from './kubectl-missing.ts';
import { connectThroughProxy } from './kubectl-proxy.ts';
import { readKubeconfigView } from './read-kubeconfig-view.ts';
import { runSupervised } from './supervise.ts';

export interface KubectlSettings {
  /** The environment of the run. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Flags of `kubectl options`, for every process. */
  readonly global: readonly string[];
  /** Sees what kubectl says to people, as it comes. */
  readonly onStderr: (text: string) => void;
}

/** kubectl as found on PATH. A kuberc could make an apply a dry run, unseen: it is switched off. */
export function kubectl(settings: KubectlSettings): Kubectl {
  const env = { ...settings.env, KUBERC: 'off' };
  return {
    run: (args, input, signal) =>
      run({ args, stdin: { text: input }, env, onStderr: settings.onStderr }, signal),
    async viewConfig(signal) {
      const args = ['config', 'view', '-o', 'json', ...settings.global];
      const result = await run({ args, stdin: 'ignore', env }, signal);
      if (result.exitCode !== 0) throw configFailure(result.stderr);
      return readKubeconfigView(result.stdout, env);
    },
    connect: (signal) => connectThroughProxy({ env, global: settings.global }, signal),
  };
}

async function run(
  options: {
    readonly args: readonly string[];
    readonly stdin: { readonly text: string } | 'ignore';
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly onStderr?: (text: string) => void;
  },
  signal: AbortSignal,
): Promise<KubectlResult> {
  const { onStderr, ...rest } = options;
  const decoder = new TextDecoder();
  const result = await runSupervised(
    {
      command: 'kubectl',
      ...rest,
      onStderr: (chunk) => onStderr?.(decoder.decode(chunk, { stream: true })),
    },
    signal,
  );
  if (result.type === 'missing') throw kubectlMissing();
  const stdout = new TextDecoder().decode(result.stdout);
  return { exitCode: result.exitCode, stdout, stderr: new TextDecoder().decode(result.stderr) };
}

function configFailure(stderr: string): Failure {
  return new Failure({
    code: 'kubeconfig-unreadable',
    message: `kubectl cannot read its configuration: ${stderr.trim().replace(/^error: /, '')}`,
    hint: 'See `kubectl config view`. Nothing was applied or deleted.',
  });
}
