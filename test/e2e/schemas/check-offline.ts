import { expectExit, type Scenario } from '../main/scenario.ts';
import { pathOf, placeOf } from './corpus/places.ts';

/** What the offline check says of one field. */
export interface OfflineFault {
  /** As the corpus writes it: `spec.ports[0].port`. */
  readonly field: string;
  readonly text: string;
}

export interface Checked {
  readonly name: string;
  readonly manifest: object;
}

/** By the name of a manifest. */
export type OfflineFaults = ReadonlyMap<string, readonly OfflineFault[]>;

/**
 * Runs the bare tool on manifests, all of them in one release, and gives what it says of each. What the
 * evaluation refuses hides what the schemas do, so the rest is asked about again.
 */
export async function checkOffline(
  scenario: Scenario,
  schemas: string,
  entries: readonly Checked[],
): Promise<OfflineFaults> {
  await scenario.write({
    manifests: Object.fromEntries(entries.map(({ name, manifest }) => [name, manifest])),
    modules: [`{ kubernixos.schemas = ${JSON.stringify(schemas)}; }`],
  });
  const { exitCode, stderr } = await scenario.run([]);
  if (exitCode === 0) return new Map();
  const faults = readFaults(stderr);
  if (faults.size === 0)
    throw new Error(`Exit ${String(exitCode)}, and no manifest is named:\n${stderr}`);
  const rest = entries.filter(({ name }) => !faults.has(name));
  return new Map([...faults, ...(await checkOffline(scenario, schemas, rest))]);
}

/** Saves the schemas that the cluster serves. */
export async function saveSchemas({ tools }: Scenario, directory: string): Promise<void> {
  await expectExit(0, tools.runKubernixos(['schemas', `--out=${directory}`]));
}

const LINE =
  /^(?:- |error: )kubernixos\.manifests\."(?<name>[^"]+)"(?<field>.*?) \([^()]*\) (?<text>.*)$/gm;

function readFaults(stderr: string): OfflineFaults {
  const found = [...stderr.matchAll(LINE)].map(({ groups = {} }) => groups);
  const byName = Map.groupBy(found, ({ name = '' }) => name);
  return new Map([...byName].map(([name, faults]) => [name, faults.map(faultOf)]));
}

function faultOf({ field = '', text = '' }: Readonly<Record<string, string>>): OfflineFault {
  return { field: pathOf(placeOf(field.replaceAll(/\.?("[^"]*")/g, '[$1]'))), text };
}
