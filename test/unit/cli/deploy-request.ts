import type { DeployRequest } from '../../../src/model/deploy-request.ts';
import type { Output } from '../../../src/ports/output.ts';
import { kubectlArguments } from '../../support/builders.ts';

/** A request for `apply`, or what is told instead. */
export function deployRequest(more: Partial<DeployRequest> = {}): DeployRequest {
  return {
    verbs: ['apply'],
    source: { type: 'hostgroup', file: '/hostgroup.nix' },
    evaluator: null,
    verifyLibrary: false,
    showTrace: false,
    kubectl: kubectlArguments(),
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

/** Remembers what goes to stdout, and what to stderr. */
export function heardOutput() {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const output: Output = {
    result: (text) => void stdout.push(text),
    story: (line) => void stderr.push(line),
    status: () => undefined,
  };
  return { output, stdout, stderr };
}
