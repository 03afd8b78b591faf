import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import {
  clusterTools,
  type ClusterTools,
  type RunOptions,
  type RunResult,
} from '../../support/cluster-tools.ts';
import type { ControlPlaneDetails } from '../../support/control-plane.ts';
import { createHostgroup, type Hostgroup, type HostgroupContent } from '../support/hostgroup.ts';

export type Run = (args: readonly string[], options?: RunOptions) => Promise<RunResult>;

/** A hostgroup, and what a test does with it in the shared cluster. */
export interface Scenario {
  readonly tools: ClusterTools;
  readonly hostgroup: Hostgroup;
  /** Replaces the hostgroup's content; its deployment is the scenario's unless told otherwise. */
  readonly write: (content: HostgroupContent) => Promise<void>;
  /** Runs the tool on the hostgroup. */
  readonly run: Run;
  /** Like run; throws with all that was said where the exit code is not 0. */
  readonly passes: Run;
  /** Like run; throws with all that was said where the exit code is not 1. */
  readonly fails: Run;
}

/**
 * Sets up a deployment for one test. When the test is over, `leftovers` are deleted by kubectl, as
 * `namespace/NAME` or `kind/name`; what lies in a Namespace goes with it.
 */
export async function startScenario(
  deployment: string,
  leftovers: readonly string[],
): Promise<Scenario> {
  const scenario = await prepareScenario(deployment);
  onTestFinished(() => deleteAll(scenario.tools, leftovers));
  return scenario;
}

/** Sets up a deployment for one test in a Namespace of the same name. */
export async function scenarioIn(name: string, ...leftovers: readonly string[]): Promise<Scenario> {
  return startScenario(name, [`namespace/${name}`, ...leftovers]);
}

/**
 * Sets up a deployment for several tests, in the shared cluster unless told; what it leaves in the
 * cluster is theirs to delete.
 */
export async function prepareScenario(
  deployment: string,
  plane: ControlPlaneDetails = inject('controlPlane'),
): Promise<Scenario> {
  const tools = clusterTools(plane);
  const hostgroup = await createHostgroup(join(plane.dir, 'hostgroups'));
  const run: Run = (args, options) =>
    tools.runKubernixos([hostgroup.path, ...args], { cwd: hostgroup.dir, ...options });
  return {
    tools,
    hostgroup,
    write: (content) => hostgroup.write({ deployment, ...content }),
    run,
    passes: (args, options) => expectExit(0, run(args, options)),
    fails: (args, options) => expectExit(1, run(args, options)),
  };
}

/** Gives the result of a run that ended with the wanted exit code, and throws for any other. */
export async function expectExit(exitCode: number, run: Promise<RunResult>): Promise<RunResult> {
  const result = await run;
  if (result.exitCode === exitCode) return result;
  throw new Error(
    `Exit ${String(result.exitCode ?? result.signal)}, not ${exitCode}:\n${result.stdout}\n${result.stderr}`,
  );
}

/** Deletes objects by kubectl; waits for their end only where told. */
export async function deleteAll(
  tools: ClusterTools,
  leftovers: readonly string[],
  { wait = false } = {},
): Promise<void> {
  if (leftovers.length === 0) return;
  await tools.kubectl(['delete', '--ignore-not-found', `--wait=${String(wait)}`, ...leftovers]);
}

/**
 * Deletes what a dump holds; waits for its end where it is of the deployment default, which is not
 * one test's own.
 */
export async function deleteDumped(tools: ClusterTools, dump: string): Promise<void> {
  const wait = `--wait=${String(dump.includes('"kubernixos/owner": "default:'))}`;
  await tools.kubectl(['delete', '--ignore-not-found', wait, '-f', '-'], { stdin: dump });
}
