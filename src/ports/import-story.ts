import type { ImportedManifest } from '../model/imported-manifest.ts';
import type { LeftOut } from '../model/left-out.ts';

/** Hears what an import does, and tells it to people. */
export interface ImportStory {
  /** These are Secrets, whose values are in the module. */
  secrets(manifests: readonly ImportedManifest[]): void;
  /** Live objects that are no part of the module, and why. */
  leftOut(objects: readonly LeftOut[]): void;
  /** So many manifests are in the file; null: on standard output. */
  imported(manifests: number, file: string | null): void;
  warn(message: string): void;
}
