import { record, text } from '../../src/adapters/narrow.ts';
import type { LiveObject } from '../../src/model/managed-object.ts';
import type { Kubectl, KubectlResult } from '../../src/ports/kubectl.ts';
import type { FakeCluster } from './fake-cluster.ts';

export interface KubectlRun {
  readonly args: readonly string[];
  readonly input: string;
}

export interface FakeKubectl {
  readonly kubectl: Kubectl;
  readonly runs: KubectlRun[];
}

/** A kubectl that applies by `answer`, and whose proxy leads to `cluster`. */
export function fakeKubectl(
  answer: (run: KubectlRun) => Partial<KubectlResult>,
  cluster?: FakeCluster,
): FakeKubectl {
  const runs: KubectlRun[] = [];
  return {
    runs,
    kubectl: {
      run(args, input) {
        const run = { args, input };
        runs.push(run);
        return Promise.resolve({ exitCode: 0, stdout: '', stderr: '', ...answer(run) });
      },
      viewConfig: () =>
        Promise.resolve({
          currentContext: 'test',
          contexts: [{ name: 'test', cluster: 'test', namespace: null }],
          clusters: [{ name: 'test', server: 'https://test:6443' }],
          inCluster: null,
        }),
      connect() {
        if (cluster === undefined) throw new Error('this kubectl has no cluster');
        return Promise.resolve({
          api: cluster.api,
          [Symbol.asyncDispose]: () => Promise.resolve(),
        });
      },
    },
  };
}

/** The objects in a run's input, in order, by kind and name. */
export function sentNames({ input }: KubectlRun): readonly string[] {
  return input.split('---\n').map((document) => {
    const object = record(JSON.parse(document));
    return `${text(object['kind'])} ${text(record(object['metadata'])['name'])}`;
  });
}

/** kubectl's lines for objects that it applied. */
export function appliedLines(objects: readonly Pick<LiveObject, 'key'>[]): string {
  return objects
    .map(({ key: { group, kind, name } }) => {
      const resource = kind.toLowerCase() + (group === '' ? '' : `.${group}`);
      return `${resource}/${name} serverside-applied\n`;
    })
    .join('');
}
