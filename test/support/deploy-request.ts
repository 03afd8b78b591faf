import type { DeployRequest } from '../../src/model/deploy-request.ts';
import { kubectlArguments } from './builders.ts';

/** A request for `apply`, or what is told instead. */
export function deployRequest(more: Partial<DeployRequest> = {}): DeployRequest {
  return {
    verbs: ['apply'],
    source: { type: 'hostgroup', file: '/hostgroup.nix' },
    evaluator: null,
    verifyLibrary: false,
    showTrace: false,
    kubectl: kubectlArguments(),
    clusterKubeconfig: false,
    yes: false,
    allowMassPrune: false,
    allowPartial: false,
    allowForeignContents: false,
    adopt: false,
    waitReady: null,
    yaml: false,
    json: false,
    out: 'result-kubernixos',
    ...more,
  };
}
