import { execa } from 'execa';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clusterTools } from '../support/cluster-tools.ts';
import { waitFor } from '../support/wait-for.ts';
import { awaitIdle } from './await-idle.ts';
import { type FloorRequest, sendAll } from './floor.ts';
import type { Measurement } from './measure.ts';
import { printTable } from './print-table.ts';
import { setUpWorkbench, type Workbench } from './workbench.ts';

const OBJECTS = 10_000;
const TYPES = 150;
/** The objects belong to so many deployments in equal parts; one of them is scanned. */
const DEPLOYMENTS = 10;
/** The checksum of an earlier release. */
const EARLIER = '0'.repeat(62);

/** Scans so many managed objects of so many types for what to prune, without deleting; prints a table. */
export async function benchScan(rounds: number): Promise<void> {
  await using bench = await setUpWorkbench();
  console.log(`Filling a cluster with ${String(OBJECTS)} objects of ${String(TYPES)} types`);
  await fill(bench);
  const hostgroup = await writeEmptyRelease(bench.plane.dir);
  await awaitIdle();
  const scans: Measurement[] = [];
  const floors: Measurement[] = [];
  const checks: Measurement[] = [];
  for (let round = 0; round < rounds; round++) {
    scans.push(
      await bench.kubernixos(hostgroup, 'prune', '--dry-run=client', '--allow-mass-prune'),
    );
    floors.push(await listAll(bench));
    checks.push(await bench.kubernixos(hostgroup));
  }
  printTable(
    `prune scan: ${String(OBJECTS)} managed objects, ${String((await typesOf(bench)).length)} types`,
    [
      { name: 'kubernixos prune --dry-run=client', measurements: scans },
      { name: 'the same lists over one connection', measurements: floors },
      { name: 'kubernixos: evaluate, check', measurements: checks },
    ],
    ['the same lists over one connection'],
  );
}

/** Half of the objects are ConfigMaps, the rest custom resources of many types. */
async function fill(bench: Workbench): Promise<void> {
  const { plane } = bench;
  const env = clusterTools(plane).environment;
  const missing = TYPES - (await typesOf(bench)).length;
  const kinds = Array.from({ length: missing }, (_, index) => `Scan${String(index)}`);
  const definitions = kinds.map(definition).map((item) => JSON.stringify(item));
  await execa('kubectl', ['apply', '--server-side', '-f', '-'], {
    env,
    input: definitions.join('\n---\n'),
  });
  await waitFor(async () => (await typesOf(bench)).length === TYPES, { deadline: 60_000 });
  const half = OBJECTS / 2;
  const maps = Array.from({ length: half }, (_, index) =>
    patch('/api/v1/namespaces/default/configmaps', 'v1', 'ConfigMap', index),
  );
  const resources = Array.from({ length: half }, (_, index) => {
    const kind = kinds[index % kinds.length] ?? '';
    const path = `/apis/scan.example.com/v1/namespaces/default/${kind.toLowerCase()}s`;
    return patch(path, 'scan.example.com/v1', kind, index);
  });
  await sendAll(plane, [...maps, ...resources]);
}

interface Resource {
  readonly path: string;
}

/** What prune looks at, by aggregated discovery. */
async function typesOf({ plane }: Workbench): Promise<readonly Resource[]> {
  const accept = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';
  const roots = ['/api', '/apis'];
  const { answers } = await sendAll(
    plane,
    roots.map((path) => ({ method: 'GET', path, accept })),
  );
  return answers.flatMap((answer, index) => {
    const { items } = JSON.parse(answer) as DiscoveryList;
    return items.flatMap(({ metadata, versions: [preferred] }) =>
      (preferred?.resources ?? [])
        .filter(({ verbs }) => verbs.includes('list') && verbs.includes('delete'))
        .map(({ resource }) => ({
          path: [roots[index], metadata.name, preferred?.version, resource]
            .filter((part) => part !== undefined && part !== '')
            .join('/'),
        })),
    );
  });
}

interface DiscoveryList {
  readonly items: readonly {
    readonly metadata: { readonly name?: string };
    readonly versions: readonly {
      readonly version: string;
      readonly resources?: readonly {
        readonly resource: string;
        readonly verbs: readonly string[];
      }[];
    }[];
  }[];
}

/** The first page of every type, and then what follows of the long ones: as few requests as it takes. */
async function listAll(bench: Workbench): Promise<Measurement> {
  let left = (await typesOf(bench)).map(({ path }) => ({ path, continues: '' }));
  let seconds = 0;
  while (left.length > 0) {
    const requests = left.map(({ path, continues }): FloorRequest => ({
      method: 'GET',
      path: `${path}?labelSelector=kubernixos&limit=500${continues}`,
      accept: 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
    }));
    const { answers, seconds: more } = await sendAll(bench.plane, requests);
    seconds += more;
    left = left.flatMap(({ path }, index) => {
      const { metadata } = JSON.parse(answers[index] ?? '{}') as {
        metadata: { continue?: string };
      };
      const token = metadata.continue ?? '';
      return token === '' ? [] : [{ path, continues: `&continue=${encodeURIComponent(token)}` }];
    });
  }
  return { seconds, peakMegabytes: 0 };
}

/** All that the deployment has in the cluster is none of its release. */
async function writeEmptyRelease(directory: string): Promise<string> {
  const path = join(directory, 'scan.nix');
  await writeFile(
    path,
    `{ network.modules = [ { kubernixos.deployment = "${deploymentName(0)}"; kubernixos.manifests = { }; } ]; }\n`,
  );
  return path;
}

function definition(kind: string): object {
  const [plural, singular] = [`${kind.toLowerCase()}s`, kind.toLowerCase()];
  const schema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.scan.example.com` },
    spec: {
      group: 'scan.example.com',
      names: { kind, plural, singular },
      scope: 'Namespaced',
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } }],
    },
  };
}

function deploymentName(index: number): string {
  return `scan-${String(index % DEPLOYMENTS)}`;
}

function patch(path: string, apiVersion: string, kind: string, index: number): FloorRequest {
  const name = `scan-${String(index)}`;
  const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
  const owner = `${deploymentName(index)}:${group}/${kind}/default/${name}`;
  const metadata = {
    name,
    namespace: 'default',
    labels: { kubernixos: EARLIER },
    annotations: { 'kubernixos/owner': owner },
  };
  return {
    method: 'PATCH',
    path: `${path}/${name}?fieldManager=kubernixos&force=true`,
    accept: 'application/json',
    body: JSON.stringify({ apiVersion, kind, metadata }),
  };
}
