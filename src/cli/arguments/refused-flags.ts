import { Failure } from '../../model/failure.ts';

interface Refusal {
  readonly reason: string;
  readonly hint: string;
}

const PRUNE: Refusal = {
  reason: "pruning is kubernixos' own",
  hint: 'Use the verb prune, before the first option: kubernixos apply prune.',
};

const INPUT: Refusal = {
  reason: 'it would apply what is not in the release, without the label',
  hint: 'Put it into kubernixos.manifests.',
};

const KUBERC: Refusal = {
  reason: 'a kuberc can turn apply into a dry run, or into another user, unseen',
  hint: 'Write the flags that it holds on the command line.',
};

/** Flags of kubectl that are never passed on, and why. */
export const REFUSED_FLAGS: Readonly<Record<string, Refusal>> = {
  all: PRUNE,
  applyset: PRUNE,
  filename: INPUT,
  kuberc: KUBERC,
  kustomize: INPUT,
  prune: PRUNE,
  'prune-allowlist': PRUNE,
  'prune-whitelist': PRUNE,
  recursive: INPUT,
};

/** The refused flags that have a letter. */
export const REFUSED_SHORTHANDS: Readonly<Record<string, string>> = {
  f: 'filename',
  k: 'kustomize',
  R: 'recursive',
};

/** Throws where a flag, by its long name, is refused. */
export function refuseFlag(name: string): void {
  const refusal = Object.hasOwn(REFUSED_FLAGS, name) ? REFUSED_FLAGS[name] : undefined;
  if (refusal === undefined) return;
  throw new Failure({
    code: 'refused-option',
    message: `--${name} is refused: ${refusal.reason}`,
    hint: refusal.hint,
  });
}
