import type { Candidates } from './candidates.ts';

/** What a shell offers for the values of kubectl's flags. https://kubernetes.io/docs/reference/kubectl/generated/kubectl_apply/ */
export const KUBECTL_VALUES: Readonly<Record<string, Candidates>> = {
  'cache-dir': 'directories',
  cascade: ['background', 'foreground', 'orphan'],
  'certificate-authority': 'files',
  'client-certificate': 'files',
  'client-key': 'files',
  cluster: 'clusters',
  context: 'contexts',
  'dry-run': ['none', 'client', 'server'],
  kubeconfig: 'files',
  output: ['name', 'json', 'yaml'],
  user: 'users',
  validate: ['strict', 'warn', 'ignore'],
};
