import { Failure } from '../model/failure.ts';
import type { Kubectl, KubectlListener, KubectlResult } from '../ports/kubectl.ts';
import { kubectlMissing } from './kubectl-missing.ts';
import { connectThroughProxy } from './kubectl-proxy.ts';
import { lineReader } from './line-reader.ts';
import { readKubeconfigView } from './read-kubeconfig-view.ts';
import { runSupervised } from './supervise.ts';

export interface KubectlSettings {
  /** The environment of the run. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Flags of `kubectl options`, for every process. */
  readonly global: readonly string[];
  /** How long one request may take, in milliseconds; null: as long as is usual. */
  readonly requestTimeout: number | null;
  /** Sees what exec plugins say to people while a connection opens: they ask them to log in. */
  readonly onPrompt: (text: string) => void;
}

/** kubectl as found on PATH. A kuberc could make an apply a dry run, unseen: it is switched off. */
export function kubectl(settings: KubectlSettings): Kubectl {
  const env = { ...settings.env, KUBERC: 'off' };
  return {
    run: (args, input, listener, signal) =>
      run({ args, stdin: { text: input }, env }, listener, signal),
    async viewConfig(signal) {
      const args = ['config', 'view', '-o', 'json', ...settings.global];
      const said: string[] = [];
      const listener = { onStderr: (line: string) => said.push(line) };
      const result = await run({ args, stdin: 'ignore', env }, listener, signal);
      if (result.exitCode !== 0) throw configFailure(said.join('\n'));
      return readKubeconfigView(result.stdout, env);
    },
    connect: (flags, signal) =>
      connectThroughProxy({ ...settings, env, global: [...flags, ...settings.global] }, signal),
  };
}

async function run(
  command: {
    readonly args: readonly string[];
    readonly stdin: { readonly text: string } | 'ignore';
    readonly env: Readonly<Record<string, string | undefined>>;
  },
  { onStdout, onStderr }: KubectlListener,
  signal: AbortSignal,
): Promise<KubectlResult> {
  const stdoutLines = onStdout === undefined ? null : lineReader(onStdout);
  const stderrLines = lineReader(onStderr);
  const streams = { onStdout: stdoutLines?.push, onStderr: stderrLines.push };
  try {
    const result = await runSupervised({ command: 'kubectl', ...command, ...streams }, signal);
    if (result.type === 'missing') throw kubectlMissing();
    return { exitCode: result.exitCode, stdout: new TextDecoder().decode(result.stdout) };
  } finally {
    stderrLines.end();
  }
}

function configFailure(stderr: string): Failure {
  return new Failure({
    code: 'kubeconfig-unreadable',
    message: `kubectl cannot read its configuration: ${stderr.trim().replace(/^error: /, '')}`,
    hint: 'See `kubectl config view`. Nothing was applied or deleted.',
  });
}
