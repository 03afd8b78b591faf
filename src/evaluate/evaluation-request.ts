import type { DeployRequest } from '../model/deploy-request.ts';

/** What an evaluation needs to know of the command line. */
export type EvaluationRequest = Pick<DeployRequest, 'source' | 'evaluator' | 'showTrace'>;
