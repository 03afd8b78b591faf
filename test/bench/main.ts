// `npm run bench [-- ROUNDS]`: 1000 objects that all change, applied and pruned by kubernixos and,
// in turn, applied by kubectl alone. Measures and prints; asserts nothing.

import { execa } from 'execa';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { builtTool, clusterTools } from '../support/cluster-tools.ts';
import { startControlPlane, type ControlPlane } from '../support/control-plane.ts';
import { measure, type Measurement } from './measure.ts';
import { printTable } from './print-table.ts';
import { objectCount, writeThousandObjects } from './thousand-objects.ts';

const rounds = Number(process.argv[2] ?? 5);
const library = resolve(import.meta.dirname, '../../lib');

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // The control plane ends with this process.
  process.on(signal, () => process.exit(130));
}

const plane = await startControlPlane();
try {
  await bench(plane);
} finally {
  await plane.stop();
}

async function bench(plane: ControlPlane): Promise<void> {
  const tools = clusterTools(plane);
  const env = { ...process.env, ...tools.environment };
  const { dir } = plane;
  let revision = 0;

  const kubernixos = async (...verbs: string[]) => {
    const path = await writeThousandObjects(dir, ++revision);
    return measure(process.execPath, [builtTool, path, ...verbs], { env });
  };
  const kubectl = async () => {
    const path = await writeThousandObjects(dir, ++revision);
    const dump = join(dir, 'dump.json');
    const { stdout } = await execa(process.execPath, [builtTool, path, 'dump'], { env });
    await writeFile(dump, stdout);
    // As kubernixos itself applies, so that the two can take turns on the same objects.
    const flags = ['--server-side', '--force-conflicts', '--field-manager=kubernixos'];
    return measure('kubectl', ['apply', ...flags, '-f', '-'], { env, stdin: dump });
  };
  const evaluation = async () => {
    const path = await writeThousandObjects(dir, ++revision);
    const flags = ['--eval', '--strict', '--json', '--read-write-mode'];
    const args = [...flags, join(library, 'eval.nix'), '--argstr', 'hostgroup', path];
    return measure('nix-instantiate', args, { env });
  };

  console.log(`${objectCount} objects, ${rounds} rounds in turn, every object changed in each.`);
  const first = await kubernixos('apply', 'prune', '--yes');
  const results = {
    applyPrune: [] as Measurement[],
    kubectl: [] as Measurement[],
    check: [] as Measurement[],
    evaluation: [] as Measurement[],
  };
  for (let round = 1; round <= rounds; round++) {
    console.log(`round ${round} of ${rounds}`);
    results.applyPrune.push(await kubernixos('apply', 'prune', '--yes'));
    results.kubectl.push(await kubectl());
    results.check.push(await kubernixos());
    results.evaluation.push(await evaluation());
  }

  printTable('kubectl apply --server-side', [
    ['kubectl apply --server-side', results.kubectl],
    ['kubernixos apply prune --yes', results.applyPrune],
    ['kubernixos apply prune --yes, first deploy', [first]],
    ['kubernixos (evaluate and check)', results.check],
    ['nix-instantiate alone', results.evaluation],
  ]);
}
