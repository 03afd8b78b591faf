import { Failure } from '../model/failure.ts';

export function kubectlMissing(): Failure {
  return new Failure({
    code: 'kubectl-missing',
    message: 'kubectl is not on PATH',
    hint: 'Install it: https://kubernetes.io/docs/tasks/tools/#kubectl. Nothing was applied or deleted.',
  });
}
