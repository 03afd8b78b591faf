import type { Option, Takes } from './option.ts';

/** The kubectl whose flags are known. */
export const KUBECTL_VERSION = '1.36';

/**
 * The flags of `kubectl apply`, hidden ones included, by how they take their value.
 * https://kubernetes.io/docs/reference/kubectl/generated/kubectl_apply/
 */
const APPLY: Readonly<Record<Takes, readonly string[]>> = {
  boolean: [
    'allow-missing-template-keys',
    'force',
    'force-conflicts',
    'openapi-patch',
    'overwrite',
    'record',
    'server-side',
    'show-managed-fields',
    'wait',
  ],
  value: [
    'field-manager',
    'grace-period',
    'output',
    'selector',
    'subresource',
    'template',
    'timeout',
  ],
  optional: ['cascade', 'dry-run', 'validate'],
};

/** The flags of `kubectl options`. https://kubernetes.io/docs/reference/kubectl/generated/kubectl_options/ */
const GLOBAL: Readonly<Record<Takes, readonly string[]>> = {
  boolean: [
    'disable-compression',
    'insecure-skip-tls-verify',
    'match-server-version',
    'warnings-as-errors',
  ],
  value: [
    'as',
    'as-group',
    'as-uid',
    'as-user-extra',
    'cache-dir',
    'certificate-authority',
    'client-certificate',
    'client-key',
    'cluster',
    'context',
    'kubeconfig',
    'log-flush-frequency',
    'namespace',
    'password',
    'profile',
    'profile-output',
    'request-timeout',
    'server',
    'tls-server-name',
    'token',
    'user',
    'username',
    'v',
    'vmodule',
  ],
  optional: [],
};

/** One letter for a flag. All of these take a value, so that no two can be written as one argument. */
export const KUBECTL_SHORTHANDS: Readonly<Record<string, string>> = {
  l: 'selector',
  n: 'namespace',
  o: 'output',
  s: 'server',
  v: 'v',
};

/** Every flag of kubectl that may be passed on. */
export const KUBECTL_FLAGS: readonly Option[] = [...flags(APPLY, false), ...flags(GLOBAL, true)];

function flags(names: Readonly<Record<Takes, readonly string[]>>, global: boolean): Option[] {
  const ways = ['boolean', 'value', 'optional'] as const;
  return ways.flatMap((takes) =>
    names[takes].map((name): Option => ({ owner: 'kubectl', name, takes, global })),
  );
}
