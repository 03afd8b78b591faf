import { expect, test } from 'vitest';
import { list, nameOf, uids } from './live.ts';
import { clusterRole, configMap, deployment, namespace } from './manifests.ts';
import { scenarioIn } from './scenario.ts';

const withoutNamespace = <T extends { readonly metadata: object }>(manifest: T): T => ({
  ...manifest,
  metadata: { ...manifest.metadata, namespace: undefined },
});

test('a default namespace, labels and a transformer reach the cluster, and prune knows their objects', async () => {
  const name = 'common-settings';
  const scenario = await scenarioIn(name, `clusterrole/${name}`);
  const { passes, tools, write } = scenario;
  const modules = [
    `{ kubernixos.namespace = "${name}"; kubernixos.labels.team = "shop"; }`,
    `{ lib, ... }: { kubernixos.transformers = [
      (object: if object.metadata.name == "unwanted" then null else object)
      (object: lib.recursiveUpdate object { metadata.labels.kind = object.kind; })
    ]; }`,
  ];
  const kept = [namespace(name), clusterRole(name), withoutNamespace(deployment(name, 'web'))];
  const surplus = withoutNamespace(configMap(name, 'surplus'));
  const unwanted = withoutNamespace(configMap(name, 'unwanted'));
  await write({ manifests: [...kept, surplus, unwanted], modules });

  const first = await passes(['apply']);

  expect(first.stdout).toMatch(/^apply: 4 created$/m);
  const labelled = ['namespaces,clusterroles,deployments,configmaps', '-A', '-l', 'team=shop'];
  const before = await list(tools, labelled);
  expect(
    before.map((object) => `${nameOf(object)} ${object.metadata.labels?.['kind']}`).sort(),
  ).toEqual([
    `ClusterRole ${name} ClusterRole`,
    `ConfigMap ${name}/surplus ConfigMap`,
    `Deployment ${name}/web Deployment`,
    `Namespace ${name} Namespace`,
  ]);

  await write({ manifests: kept, modules });
  const second = await passes(['apply', 'prune', '--yes']);

  expect(second.stdout).toContain(`ConfigMap ${name}/surplus`);
  const after = await list(tools, labelled);
  const rest = before.filter((object) => object.metadata.name !== 'surplus');
  expect(uids(after)).toEqual(uids(rest));
});
