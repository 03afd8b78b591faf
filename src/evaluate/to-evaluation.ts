import type { NixEvaluation } from '../ports/nix.ts';
import type { EvaluationRequest } from './evaluation-request.ts';

/** What Nix is asked to evaluate. */
export function toEvaluation({ image, ...request }: EvaluationRequest): NixEvaluation {
  const { expressions, ...others } = ofSource(request);
  if (image === undefined) return { expressions, ...others };
  return {
    ...others,
    expressions: {
      ...expressions,
      image: `builtins.fromJSON (builtins.getEnv ${JSON.stringify(IMAGE_VARIABLE)})`,
    },
    variables: { [IMAGE_VARIABLE]: JSON.stringify(image) },
  };
}

/** Set for Nix alone. */
const IMAGE_VARIABLE = 'KUBERNIXOS_IMAGE';

function ofSource({
  source,
  evaluator,
  showTrace,
  embedded = false,
}: Omit<EvaluationRequest, 'image'>): NixEvaluation {
  const chosen = evaluator === null ? {} : { evaluator };
  const library = embedded ? { embedded: 'true' } : {};
  if (source.type === 'hostgroup') {
    return { strings: { hostgroup: source.file, ...chosen }, expressions: library, showTrace };
  }
  if (source.type === 'flake') {
    const strings = { flake: source.reference, configuration: source.name, ...chosen };
    return { strings, expressions: library, showTrace, flakes: true };
  }
  const { packages, modules } = source;
  return {
    strings: chosen,
    expressions: { ...(packages === null ? {} : { packages }), modules, ...library },
    showTrace,
  };
}
