/** Annotations by which a live object asks to stay, each with the value that does. */
const RETAINING: readonly (readonly [annotation: string, says: (value: string) => boolean])[] = [
  ['kubernixos/prune', (value) => value === 'disabled'],
  // https://helm.sh/docs/howto/charts_tips_and_tricks/#tell-helm-not-to-uninstall-a-resource
  ['helm.sh/resource-policy', (value) => value === 'keep'],
  // A comma-separated list of options. https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/
  ['argocd.argoproj.io/sync-options', (value) => splitList(value).includes('Prune=false')],
  // https://fluxcd.io/flux/components/kustomize/kustomizations/#prune
  ['kustomize.toolkit.fluxcd.io/prune', (value) => value === 'disabled'],
];

/** The annotation that forbids pruning, as `name: value`; null where none does. */
export function retainedBy(annotations: Readonly<Record<string, string>>): string | null {
  for (const [name, says] of RETAINING) {
    const value = annotations[name];
    if (value !== undefined && says(value)) return `${name}: ${value}`;
  }
  return null;
}

function splitList(value: string): readonly string[] {
  return value.split(',').map((part) => part.trim());
}
