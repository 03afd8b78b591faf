import type { Changes } from './change-manifest.ts';

/** A manifest to start from. */
export interface Base {
  readonly kind: string;
}

/** What gives a manifest an identity of its own, as its kind wants it, after the name of its entry. */
export function identityFor({ kind }: Base, entryName: string): Changes {
  const name = entryName
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/-$/, '');
  const group = `${name}.example.com`;
  switch (kind) {
    case 'CustomResourceDefinition':
      return { 'metadata.name': `trinkets.${group}`, 'spec.group': group };
    case 'APIService':
      return { 'metadata.name': `v1.${group}`, 'spec.group': group };
    default:
      return { 'metadata.name': name };
  }
}
