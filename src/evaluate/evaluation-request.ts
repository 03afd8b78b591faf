import type { DeployRequest } from '../model/deploy-request.ts';
import type { ImageVariables } from '../model/image-variables.ts';

/** What an evaluation needs to know of the command line. */
export interface EvaluationRequest extends Pick<
  DeployRequest,
  'source' | 'evaluator' | 'showTrace'
> {
  /** Whether to use the embedded library, whatever else is there. */
  readonly embedded?: boolean;
  /** What variables say of the image of one machine. */
  readonly image?: ImageVariables;
}
