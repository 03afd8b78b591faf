import { resolve } from 'node:path';
import { absoluteFlake } from '../adapters/absolute-flake.ts';
import type { ReleaseSource } from '../model/deploy-request.ts';

/** Nix resolves a relative file against its own expression, not against the user's directory. */
export function absoluteSource(source: ReleaseSource, cwd: string): ReleaseSource {
  switch (source.type) {
    case 'hostgroup':
      return { ...source, file: resolve(cwd, source.file) };
    case 'flake':
      return { ...source, reference: absoluteFlake(source.reference, cwd) };
    case 'expressions':
      return source;
  }
}
