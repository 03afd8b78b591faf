import type { DeployRequest } from '../model/deploy-request.ts';

/** What an evaluation needs to know of the command line. */
export interface EvaluationRequest extends Pick<
  DeployRequest,
  'source' | 'evaluator' | 'showTrace'
> {
  /** Whether to use the embedded library, whatever else is there. */
  readonly embedded?: boolean;
}
