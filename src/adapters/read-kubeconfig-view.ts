import { readFileSync } from 'node:fs';
import { Failure } from '../model/failure.ts';
import type { KubeconfigView } from '../model/kubeconfig.ts';
import { list, record, text, textOrNull } from './narrow.ts';

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/** Narrows the output of `kubectl config view -o json`. */
export function readKubeconfigView(
  output: string,
  env: Readonly<Record<string, string | undefined>>,
): KubeconfigView {
  const view = record(parse(output));
  return {
    currentContext: text(view['current-context']),
    contexts: list(view['contexts']).map((item) => {
      const context = record(record(item)['context']);
      return {
        name: text(record(item)['name']),
        cluster: text(context['cluster']),
        namespace: textOrNull(context['namespace']),
      };
    }),
    clusters: list(view['clusters']).map((item) => ({
      name: text(record(item)['name']),
      server: text(record(record(item)['cluster'])['server']),
    })),
    prompts: list(view['users']).some(hasPlugin),
    inCluster: readInCluster(env),
  };
}

function parse(output: string): unknown {
  try {
    return JSON.parse(output);
  } catch (cause) {
    throw new Failure({
      code: 'kubeconfig-unreadable',
      message:
        'kubectl cannot show its configuration: what `kubectl config view -o json` prints is no JSON',
      hint: 'Nothing was applied or deleted.',
      cause,
    });
  }
}

/** https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins */
function hasPlugin(item: unknown): boolean {
  const user = record(record(item)['user']);
  return user['exec'] !== undefined || user['auth-provider'] !== undefined;
}

/** https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/ */
function readInCluster(
  env: Readonly<Record<string, string | undefined>>,
): KubeconfigView['inCluster'] {
  const host = env['KUBERNETES_SERVICE_HOST'];
  const port = env['KUBERNETES_SERVICE_PORT'];
  if (!host || !port || readText(`${SERVICE_ACCOUNT}/token`) === null) return null;
  const server = `https://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const namespace = env['POD_NAMESPACE'] || readText(`${SERVICE_ACCOUNT}/namespace`)?.trim();
  return { server, namespace: namespace || 'default' };
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
