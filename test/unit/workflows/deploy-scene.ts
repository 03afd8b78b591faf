import type { DeployRequest } from '../../../src/model/deploy-request.ts';
import { Failure } from '../../../src/model/failure.ts';
import type { LiveObject } from '../../../src/model/managed-object.ts';
import type { Manifest } from '../../../src/model/manifest.ts';
import { showKey } from '../../../src/model/object-key.ts';
import type { Release } from '../../../src/model/release.ts';
import type { ContainerQuestion } from '../../../src/ports/deploy-story.ts';
import { deploy } from '../../../src/workflows/deploy.ts';
import { CHECKSUM, liveObject, manifest, release, TYPES } from '../../support/builders.ts';
import { deployRequest } from '../../support/deploy-request.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { fakeCluster, type FakeClusterOptions } from '../../support/fake-cluster.ts';
import { appliedLines, fakeKubectl, sentNames } from '../../support/fake-kubectl.ts';
import { fakeOwnRun } from '../../support/fake-own-run.ts';
import { fakeNix } from '../../support/fake-nix.ts';
import { fakeSchemaFiles } from '../../support/fake-schema-files.ts';
import { fakeStory } from '../../support/fake-story.ts';

export interface Scene {
  readonly verbs?: DeployRequest['verbs'];
  readonly request?: Partial<DeployRequest>;
  readonly manifests?: readonly Manifest[];
  readonly settings?: Partial<Release['settings']>;
  readonly objects?: readonly LiveObject[];
  readonly cluster?: FakeClusterOptions;
  readonly refused?: readonly string[];
  readonly interactive?: boolean;
  readonly answer?: boolean;
  /** Containers that the person calls by their names. */
  readonly named?: readonly string[];
  /** What others write while the question is asked. */
  readonly meanwhile?: readonly LiveObject[];
}

/** One run against a cluster in memory; kubectl writes there what it is sent. */
export async function run(scene: Scene) {
  const { manifests = [], objects = [], refused = [], verbs = ['apply', 'prune'] } = scene;
  const cluster = fakeCluster(objects, scene.cluster);
  let isOpen = false;
  const { kubectl, runs } = fakeKubectl((sent) => {
    const wanted = sentNames(sent);
    const all = manifests.filter(({ kind, name }) => wanted.includes(`${kind} ${name}`));
    const written = all
      .filter(({ kind, name }) => !refused.includes(`${kind} ${name}`))
      .map(({ kind, name, namespace }) => {
        const type = Object.values(TYPES).find((some) => some.kind === kind) ?? TYPES.ConfigMap;
        return liveObject({
          ...{ type, name, namespace: namespace || 'default', checksum: CHECKSUM },
          resourceVersion: '5',
        });
      });
    for (const object of written) cluster.put(object);
    return { exitCode: written.length < all.length ? 1 : 0, stdout: appliedLines(written) };
  }, cluster);
  const containers: string[] = [];
  const askedAbout = ({ object, contents }: ContainerQuestion) => {
    containers.push(`${showKey(object.key)}: ${contents.map(({ key }) => key.name).join()}`);
    return (scene.named ?? []).includes(object.key.name);
  };
  const { story, ...heard } = fakeStory(() => {
    for (const object of scene.meanwhile ?? []) cluster.put(object);
    return scene.answer ?? true;
  }, askedAbout);
  const request = deployRequest({ verbs, yes: true, ...scene.request });
  const delivered: string[] = [];
  const result = await deploy(
    request,
    {
      nix: fakeNix(release(manifests, scene.settings)),
      kubectl: {
        ...kubectl,
        async connect(flags, signal) {
          const connection = await kubectl.connect(flags, signal);
          isOpen = true;
          const close = () => {
            isOpen = false;
            return connection[Symbol.asyncDispose]();
          };
          return { ...connection, [Symbol.asyncDispose]: close };
        },
      },
      clock: fakeClock(),
      run: fakeOwnRun(),
      schemas: fakeSchemaFiles(),
      delivery: {
        dump: () => Promise.resolve(void delivered.push('dump')),
        build: () => Promise.resolve(void delivered.push('build')),
      },
      story,
      interactive: scene.interactive ?? true,
    },
    new AbortController().signal,
  ).catch((error: unknown) => {
    if (error instanceof Failure) return error.code;
    throw error;
  });
  const lost = cluster.lost.map(({ key }) => showKey(key));
  return {
    result,
    lost,
    containers,
    sent: runs.flatMap(sentNames),
    delivered,
    isOpen,
    cluster,
    ...heard,
  };
}

export const kept = manifest({ name: 'kept', namespace: 'shop' });
export const old = liveObject({ name: 'old' });

export function many(count: number): readonly LiveObject[] {
  return Array.from({ length: count }, (_, index) => liveObject({ name: `n${String(index)}` }));
}
