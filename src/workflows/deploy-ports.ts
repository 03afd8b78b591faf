import type { Clock } from '../ports/clock.ts';
import type { DeployStory, ReleaseDelivery } from '../ports/deploy-story.ts';
import type { Kubectl } from '../ports/kubectl.ts';
import type { Nix } from '../ports/nix.ts';
import type { OwnRun } from '../ports/own-run.ts';
import type { SchemaFiles } from '../ports/schema-files.ts';

/** The outside of a run. */
export interface DeployPorts {
  readonly nix: Nix;
  readonly kubectl: Kubectl;
  readonly clock: Clock;
  readonly run: OwnRun;
  readonly schemas: SchemaFiles;
  readonly delivery: ReleaseDelivery;
  readonly story: DeployStory;
  /** Whether someone can answer a question. */
  readonly interactive: boolean;
}
