import type { DeployRequest } from '../model/deploy-request.ts';

/**
 * The document that standard output is, and nothing else: the release, what kubectl prints in the
 * format of the user's, or null for neither.
 */
export function documentOf({ verbs, kubectl }: DeployRequest): 'release' | 'kubectl' | null {
  if (verbs.includes('dump')) return 'release';
  return verbs.includes('apply') && kubectl.output !== null ? 'kubectl' : null;
}
