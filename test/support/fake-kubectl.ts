import { record, text } from '../../src/adapters/narrow.ts';
import type { LiveObject } from '../../src/model/managed-object.ts';
import type { Kubectl, KubectlResult } from '../../src/ports/kubectl.ts';
import type { FakeCluster } from './fake-cluster.ts';

export interface KubectlRun {
  readonly args: readonly string[];
  readonly input: string;
}

/** How a run ends; with exit code 0 and without a word unless told. */
export type KubectlAnswer = Partial<KubectlResult & { readonly stderr: string }>;

export interface FakeKubectl {
  readonly kubectl: Kubectl;
  readonly runs: KubectlRun[];
}

/** A kubectl that applies by `answer`, and whose proxy leads to `cluster`. */
export function fakeKubectl(
  answer: (run: KubectlRun) => KubectlAnswer,
  cluster?: FakeCluster,
): FakeKubectl {
  const runs: KubectlRun[] = [];
  return {
    runs,
    kubectl: {
      run(args, input, { onStdout, onStderr }) {
        const run = { args, input };
        runs.push(run);
        const { stderr = '', ...result } = { exitCode: 0, stdout: '', ...answer(run) };
        for (const line of linesOf(result.stdout)) onStdout?.(line);
        for (const line of linesOf(stderr)) onStderr(line);
        return Promise.resolve(result);
      },
      viewConfig: () =>
        Promise.resolve({
          currentContext: 'test',
          contexts: [{ name: 'test', cluster: 'test', namespace: null }],
          clusters: [{ name: 'test', server: 'https://test:6443' }],
          prompts: false,
          inCluster: null,
        }),
      connect() {
        if (cluster === undefined) throw new Error('this kubectl has no cluster');
        return Promise.resolve({
          api: cluster.api,
          roundTripMilliseconds: () => 1,
          [Symbol.asyncDispose]: () => Promise.resolve(),
        });
      },
    },
  };
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
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
