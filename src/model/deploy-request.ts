import type { DryRun } from './dry-run.ts';
import type { Requirement } from './label-selector.ts';

/** The verbs that chain, in the order in which they run. */
export const VERBS = ['dump', 'build', 'plan', 'apply', 'prune'] as const;

export type Verb = (typeof VERBS)[number];

export type Evaluator = 'nixos' | 'modules';

/** Whether apply or prune is asked for, if only as a dry run. */
export function isRollout({ verbs }: Pick<DeployRequest, 'verbs'>): boolean {
  return verbs.includes('apply') || verbs.includes('prune');
}

/** Where the Nix expressions come from. */
export type ReleaseSource =
  | { readonly type: 'hostgroup'; readonly file: string }
  /** The output `kubernixosConfigurations.NAME` of a flake. */
  | { readonly type: 'flake'; readonly reference: string; readonly name: string }
  /** The Nix expressions in PACKAGES and MODULES. */
  | { readonly type: 'expressions'; readonly packages: string | null; readonly modules: string };

/** What the user asked for: the whole command line, understood. */
export interface DeployRequest {
  readonly verbs: readonly Verb[];
  readonly source: ReleaseSource;
  /** Null: by what the source provides. */
  readonly evaluator: Evaluator | null;
  /** Whether the release is evaluated with both libraries, which have to agree. */
  readonly verifyLibrary: boolean;
  readonly showTrace: boolean;
  readonly kubectl: KubectlArguments;
  /** Whether kubectl gets the kubeconfig of the hostgroup's own cluster. */
  readonly clusterKubeconfig: boolean;
  readonly yes: boolean;
  readonly allowMassPrune: boolean;
  readonly allowPartial: boolean;
  readonly allowForeignContents: boolean;
  readonly adopt: boolean;
  /** How long to wait until what was applied is ready, and what was pruned is gone: milliseconds; null: not. */
  readonly waitReady: number | null;
  /** `dump` prints YAML. */
  readonly yaml: boolean;
  /** `plan` prints JSON. */
  readonly json: boolean;
  /** Directory of `build`. */
  readonly out: string;
}

/** The user's arguments for kubectl, and what we must know of them. */
export interface KubectlArguments {
  /** All of them, untouched and in order, for `kubectl apply`. */
  readonly apply: readonly string[];
  /** Those of `kubectl options`: they choose cluster and user, and go to every kubectl of the run. */
  readonly global: readonly string[];
  readonly dryRun: DryRun;
  /** Whether a real run applies server-side; a client dry run never does. */
  readonly serverSide: boolean;
  /** `-n`: narrows apply and prune. */
  readonly namespace: string | null;
  /** `-l`: narrows apply and prune; empty matches everything. */
  readonly selector: readonly Requirement[];
  readonly fieldManager: string | null;
  /** `-o`: kubectl's own output is wanted in this format. */
  readonly output: string | null;
  /** `--request-timeout` in milliseconds: how long one request may take; null where kubectl sets no limit. */
  readonly requestTimeout: number | null;
  readonly server: string | null;
  readonly cluster: string | null;
  readonly context: string | null;
}
