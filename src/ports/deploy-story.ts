import type { TellActivity } from '../model/activity.ts';
import type { DryRun } from '../model/dry-run.ts';
import type { ClusterAddress } from '../model/kubeconfig.ts';
import type { InventoryGap, LiveObject, ManagedObject } from '../model/managed-object.ts';
import type { Manifest } from '../model/manifest.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Cascades, Keep, Plan, Prune } from '../model/plan.ts';
import type { Lingering, NotReady } from '../model/readiness.ts';
import type { Release } from '../model/release.ts';

/** Hands the release over without a cluster. */
export interface ReleaseDelivery {
  /** Prints the labelled manifests as one document. */
  dump(release: Release): Promise<void>;
  /** Writes them to a directory. */
  build(release: Release): Promise<void>;
}

/** Hears what a deployment does, in order, and tells it to people and programs. */
export interface DeployStory {
  evaluated(release: Release): void;
  /** The manifests are what the schemas of this version of Kubernetes say. */
  schemasChecked(verdict: SchemasChecked, kubernetes: string): void;
  /** The run was only a check. */
  checked(release: Release): void;
  connected(address: ClusterAddress, dryRun: DryRun): void;
  /** Ownership of these types could not be checked before apply. */
  unchecked(gaps: readonly InventoryGap[]): void;
  /** What a run would do, before anything is written. */
  planned(shown: PlanShown): Promise<void>;
  /** A stage of apply is done. */
  readonly applied: (outcomes: readonly Outcome[]) => void;
  /** A stage of apply breaks off: kubectl's own lines tell what it had applied. */
  readonly applyBroken: (lines: readonly string[]) => void;
  /** A kubectl starts: gives who hears its standard error, line by line. */
  readonly openKubectlLog: () => (line: string) => void;
  /** All that kubectl printed in the format that the user asked for, a document per process. */
  kubectlOutput(documents: readonly string[]): Promise<void>;
  applyEnded(outcomes: readonly Outcome[]): void;
  /** These do not become ready, or have not in time. */
  readonly notReady: (objects: readonly NotReady[]) => void;
  /** The wait for readiness is over: so many are ready, and these are not. */
  waitEnded(ready: number, notReady: readonly NotReady[]): void;
  /** What looks unwanted and stays. */
  kept(keeps: readonly Keep[]): void;
  /** What prune is about to delete, whether or not anyone is asked. */
  announced(question: PruneQuestion): void;
  /** Asks about a Namespace or CustomResourceDefinition that others have filled. False keeps it. */
  confirmByName(question: ContainerQuestion, signal: AbortSignal): Promise<boolean>;
  /** Asks whether these may go. False is a no. */
  confirm(question: PruneQuestion, signal: AbortSignal): Promise<boolean>;
  /** A wave of prune is done. */
  readonly pruned: (outcomes: readonly Outcome[]) => void;
  pruneEnded(outcomes: readonly Outcome[]): void;
  /** Types whose objects prune could not see; `tolerated` where the user allowed it. */
  gaps(gaps: readonly InventoryGap[], tolerated: boolean): void;
  /** The wait for deletions is over: so many objects are gone, and these are not. */
  lingering(gone: number, left: readonly Lingering[]): void;
  /** What the run is at; for people who wait, and for nobody else. */
  readonly progress: TellActivity;
  warn(message: string, hint?: string): void;
}

export interface SchemasChecked {
  /** How many manifests were checked. */
  readonly checked: number;
  /** Those that were not, since the user skips their kinds. */
  readonly skipped: readonly Manifest[];
}

export interface PruneQuestion {
  readonly prunes: readonly Prune[];
  /** What Namespaces and CustomResourceDefinitions among them take along. */
  readonly cascades: Cascades;
  readonly address: ClusterAddress;
  readonly release: Release;
}

export interface ContainerQuestion {
  readonly object: ManagedObject;
  /** What others put there, and is still there. */
  readonly contents: readonly LiveObject[];
  readonly address: ClusterAddress;
}

export interface PlanShown {
  readonly plan: Plan;
  readonly address: ClusterAddress;
  readonly release: Release;
}
