import type { TellActivity } from '../model/activity.ts';
import type { ImportedManifest } from '../model/imported-manifest.ts';
import type { ClusterAddress } from '../model/kubeconfig.ts';
import type { LeftOut } from '../model/left-out.ts';
import type { InventoryGap } from '../model/managed-object.ts';

/** Hears what an import does, and tells it to people. */
export interface ImportStory {
  /** These are Secrets, whose values are in the module. */
  secrets(manifests: readonly ImportedManifest[]): void;
  /** Where live objects come from; an empty namespace stands for all. */
  connected(address: ClusterAddress, namespace: string): void;
  /** Live objects of these types could not be listed, and are missing. */
  unseen(gaps: readonly InventoryGap[]): void;
  /** The server did not say what of these it fills in itself, and why. */
  defaultsKept(objects: readonly LeftOut[]): void;
  /** What the import is at; for people who wait. */
  readonly progress: TellActivity;
  /** Live objects that are no part of the module, and why. */
  leftOut(objects: readonly LeftOut[]): void;
  /** So many manifests are in the file; null: on standard output. */
  imported(manifests: number, file: string | null): void;
}
