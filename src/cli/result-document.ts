import type { DeployRequest } from '../model/deploy-request.ts';

/**
 * The document that standard output is, and nothing else: the release, the plan, what kubectl
 * prints in the format of the user's, or null for none.
 */
export function documentOf({
  verbs,
  json,
  kubectl,
}: DeployRequest): 'release' | 'plan' | 'kubectl' | null {
  if (verbs.includes('dump')) return 'release';
  if (json) return 'plan';
  return verbs.includes('apply') && kubectl.output !== null ? 'kubectl' : null;
}
