import { expect, test } from 'vitest';
import type { DeployRequest, KubectlArguments } from '../../../src/model/deploy-request.ts';
import { Failure } from '../../../src/model/failure.ts';
import type { Manifest } from '../../../src/model/manifest.ts';
import type { KubeApi } from '../../../src/ports/kube-api.ts';
import { deploy } from '../../../src/workflows/deploy.ts';
import {
  CHECKSUM,
  kubectlArguments,
  liveObject,
  manifest,
  release,
  TYPES,
} from '../../support/builders.ts';
import { deployRequest } from '../../support/deploy-request.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { failure, fakeCluster } from '../../support/fake-cluster.ts';
import {
  appliedLines,
  fakeKubectl,
  type KubectlAnswer,
  sentNames,
} from '../../support/fake-kubectl.ts';
import { fakeOwnRun } from '../../support/fake-own-run.ts';
import { fakeNix } from '../../support/fake-nix.ts';
import { fakeSchemaFiles } from '../../support/fake-schema-files.ts';
import { fakeStory } from '../../support/fake-story.ts';

interface Scene {
  readonly manifests?: readonly Manifest[];
  readonly kubectl?: Partial<KubectlArguments>;
  readonly verbs?: DeployRequest['verbs'];
  readonly answer?: KubectlAnswer;
  /** How the cluster answers a look at an object once kubectl has run. */
  readonly afterwards?: (...look: Parameters<KubeApi['get']>) => ReturnType<KubeApi['get']>;
}

const kept = manifest({ name: 'kept', namespace: 'shop', labels: { tier: 'web' } });
const namespace = manifest({ type: TYPES.Namespace, name: 'shop' });
const old = liveObject({ name: 'old', labels: { tier: 'web' } });

/** Applies to a cluster that holds one object of an earlier release; kubectl writes what it is sent. */
async function apply(scene: Scene) {
  const { manifests = [kept], verbs = ['apply'] } = scene;
  const cluster = fakeCluster([old]);
  let hasRun = false;
  const get: KubeApi['get'] = (...args) =>
    hasRun && scene.afterwards !== undefined ? scene.afterwards(...args) : cluster.api.get(...args);
  const api = { ...cluster.api, get };
  const { kubectl, runs } = fakeKubectl((sent) => {
    const names = sentNames(sent);
    hasRun = true;
    const written = manifests
      .filter(({ kind, name }) => names.includes(`${kind} ${name}`))
      .map(({ kind, name, namespace }) => {
        const type = kind === 'Namespace' ? TYPES.Namespace : TYPES.ConfigMap;
        return liveObject({ type, name, namespace, checksum: CHECKSUM, resourceVersion: '5' });
      });
    for (const object of written) cluster.put(object);
    return { stdout: appliedLines(written), ...scene.answer };
  }, cluster);
  const { story, ...heard } = fakeStory();
  const kubectlArgs = kubectlArguments(scene.kubectl);
  const request = deployRequest({ verbs, kubectl: kubectlArgs, yes: true, allowMassPrune: true });
  const ports = {
    nix: fakeNix(release(manifests)),
    kubectl: {
      ...kubectl,
      connect: () =>
        Promise.resolve({
          ...{ api, roundTripMilliseconds: () => 1 },
          [Symbol.asyncDispose]: () => Promise.resolve(undefined),
        }),
    },
    clock: fakeClock(),
    run: fakeOwnRun(),
    schemas: fakeSchemaFiles(),
    delivery: { dump: () => Promise.resolve(), build: () => Promise.resolve() },
    story,
    interactive: true,
  };
  const result = await deploy(request, ports, new AbortController().signal).catch(
    (error: unknown) => {
      if (error instanceof Failure) return error.message;
      throw error;
    },
  );
  return { result, sent: runs.length, lost: cluster.lost.length, ...heard };
}

const chains: readonly DeployRequest['verbs'][] = [['apply'], ['apply', 'prune']];

test.each(chains.map((verbs) => ({ verbs })))(
  'a failure of kubectl that no object explains fails $verbs, and nothing is pruned',
  async ({ verbs }) => {
    const { result, told, lost } = await apply({ verbs, answer: { exitCode: 1 } });
    expect([result, told, lost]).toEqual([
      'kubectl failed (exit 1), although it applied everything: see its message above',
      ['created ConfigMap shop/kept'],
      0,
    ]);
  },
);

test('such a failure fails a dry run as well', async () => {
  const { result } = await apply({ answer: { exitCode: 1 }, kubectl: { dryRun: 'server' } });
  expect(result).toContain('although it accepted everything');
});

test('what kubectl calls non-fatal, an object that is half taken over, fails the run', async () => {
  const stderr =
    'Warning: failed to re-apply configuration after performing Server-Side Apply migration. This is non-fatal and will be retried next time you apply. Error: x';
  const { result, told, lost } = await apply({ verbs: ['apply', 'prune'], answer: { stderr } });
  expect(result).toContain('could not take over all that client-side apply had left');
  expect([told, lost]).toEqual([['created ConfigMap shop/kept'], 0]);
});

const db = { key: 'tier', operator: 'in', values: ['db'] } as const;

test.each<[string, Partial<KubectlArguments>]>([
  ['-n blog', { namespace: 'blog' }],
  ["-l 'tier=db'", { selector: [db] }],
  [
    "-n shop -l 'tier=db,a notin (b,c),d,!e'",
    {
      namespace: 'shop',
      selector: [
        db,
        { key: 'a', operator: 'not-in', values: ['b', 'c'] },
        { key: 'd', operator: 'exists', values: [] },
        { key: 'e', operator: 'not-exists', values: [] },
      ],
    },
  ],
  ['-n blog', { namespace: 'blog', dryRun: 'server' }],
])('stops before anything is written where no manifest matches %s', async (flags, kubectl) => {
  for (const verbs of chains) {
    const { result, sent, lost } = await apply({ verbs, kubectl });
    expect([result, sent, lost]).toEqual([`no manifest matches ${flags}`, 0, 0]);
  }
});

test('prune alone needs no manifest that matches', async () => {
  const { result, lost } = await apply({ verbs: ['prune'], kubectl: { selector: [db] } });
  expect([result, lost]).toEqual(['done', 0]);
});

test('warns where the release holds no manifests', async () => {
  const { result, warnings } = await apply({ manifests: [], kubectl: { namespace: 'shop' } });
  expect([result, warnings]).toEqual(['done', [expect.stringContaining('holds no manifests')]]);
});

test.each([
  [401, 'failed', 'failed ConfigMap shop/kept'],
  [500, 'failed', 'failed ConfigMap shop/kept'],
  [403, 'done', 'sent ConfigMap shop/kept'],
])('a look-up that is answered by %i is a success: %s', async (status, success, outcome) => {
  const { result, told } = await apply({
    afterwards: () => Promise.resolve(failure(status)),
  });
  expect([result, told]).toEqual([success, [outcome]]);
});

test('hands over what kubectl prints in a format of the user’s, once', async () => {
  const { documents } = await apply({
    manifests: [namespace, kept],
    kubectl: { output: 'json' },
    answer: { stdout: '{}' },
  });
  expect(documents).toEqual(['{}', '{}']);
});

test('hands over what kubectl printed, and what it had applied, where the run breaks off', async () => {
  const afterwards = () => Promise.reject(new Failure({ code: 'x', message: 'lost' }));
  const lines = await apply({ afterwards });
  const document = await apply({ afterwards, kubectl: { output: 'json' } });
  expect([lines.result, lines.broken]).toEqual(['lost', ['configmap/kept serverside-applied']]);
  expect([document.broken, document.documents.length]).toEqual([[], 1]);
});
