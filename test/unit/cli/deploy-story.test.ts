import { expect, test } from 'vitest';
import { deployStory } from '../../../src/cli/deploy-story.ts';
import type { DeployRequest, KubectlArguments } from '../../../src/model/deploy-request.ts';
import { styleFor } from '../../../src/report/style.ts';
import { kubectlArguments, liveObject, manifest, release, TYPES } from '../../support/builders.ts';
import { deployRequest } from '../../support/deploy-request.ts';
import { heardOutput } from './heard-output.ts';

const created = { key: liveObject().key, status: 'created' } as const;

function tell(
  kubectl: Partial<KubectlArguments> = {},
  verbs: DeployRequest['verbs'] = ['apply'],
  onScreen = false,
) {
  const { output, ...heard } = heardOutput();
  const request = deployRequest({ verbs, kubectl: kubectlArguments(kubectl) });
  const prompt = { interactive: false, ask: () => Promise.resolve(null) };
  return {
    story: deployStory({ request, output, prompt, style: styleFor(false), onScreen }),
    ...heard,
  };
}

test('tells outcomes on stdout', () => {
  const { story, stdout, stderr } = tell();
  story.applied([created]);
  story.applyEnded([created]);
  expect(stdout).toEqual(['created     ConfigMap shop/web\n', 'apply: 1 created\n']);
  expect(stderr).toEqual([]);
});

test.each(['json', 'yaml', 'name', 'jsonpath={.kind}'])(
  'with -o %s, stdout is what kubectl prints, and nothing else',
  async (format) => {
    const { story, stdout, stderr } = tell({ output: format });
    story.applied([created]);
    await story.kubectlOutput(['{}\n']);
    story.applyEnded([created]);
    expect(stdout).toEqual(['{}\n']);
    expect(stderr).toEqual(['created     ConfigMap shop/web', 'apply: 1 created']);
  },
);

test('with -o json, several outputs of kubectl are one document', async () => {
  const { story, stdout } = tell({ output: 'json' });
  await story.kubectlOutput(['{"a":1}', '{"a":2}']);
  expect(JSON.parse(stdout.join(''))).toMatchObject({ kind: 'List', items: [{ a: 1 }, { a: 2 }] });
});

test('with dump, what kubectl prints is no result', async () => {
  const { story, stdout, stderr } = tell({ output: 'json' }, ['dump', 'apply']);
  await story.kubectlOutput(['{}\n']);
  expect([stdout, stderr]).toEqual([[], ['{}']]);
});

test('without apply, -o changes nothing', () => {
  const { story, stdout } = tell({ output: 'json' }, ['prune']);
  story.pruneEnded([]);
  expect(stdout).toEqual(['prune: nothing to do\n']);
});

test('shows what kubectl says, without the secrets of the release and harmless to a terminal', () => {
  const { story, stderr } = tell();
  const stringData = { password: 'hunter2' };
  story.evaluated(release([manifest({ type: TYPES.Secret, body: { stringData } })]));
  const log = story.openKubectlLog();
  stderr.length = 0;
  for (const line of ['Warning: \u001b[2Jhunter2', 'applying patch:', '{}', 'for: x']) log(line);
  expect(stderr).toEqual([
    'Warning: \\u001b[2J***',
    'applying patch: (not shown: it may hold secrets)',
    'for: x',
  ]);
});

test('two kubectl at once do not hide each other’s lines', () => {
  const { story, stderr } = tell();
  const [one, two] = [story.openKubectlLog(), story.openKubectlLog()];
  one('applying patch:');
  two('Warning: seen');
  one('hidden');
  expect(stderr.slice(1)).toEqual(['Warning: seen']);
});

test('tells what was applied before an interruption', () => {
  const { story, stderr } = tell();
  story.applyBroken(['configmap/web serverside-applied']);
  expect(stderr).toEqual(['applied before the interruption: configmap/web serverside-applied']);
});

test('tells what is not ready, and that prune does not start', () => {
  const { story, stdout, stderr } = tellWaiting(['apply', 'prune']);
  const objects = [{ key: created.key, state: 'waiting', why: 'it is Pending' }] as const;
  story.notReady(objects);
  story.waitEnded(2, objects);
  expect(stdout).toEqual([
    'not ready   ConfigMap shop/web: it is Pending\n',
    'wait: 2 ready, 1 not ready within 5m\n',
  ]);
  expect(stderr).toEqual(['prune did not start: not everything is ready']);
});

test('tells what is still there after its deletion', () => {
  const { story, stdout } = tellWaiting(['prune']);
  story.lingering(1, [{ key: created.key, why: 'held by its finalizers: x' }]);
  story.lingering(0, []);
  expect(stdout).toEqual([
    'still there ConfigMap shop/web: held by its finalizers: x\n',
    'wait: 1 gone, 1 still there after 5m\n',
  ]);
});

test('says what goes on in one harmless line, and never on the streams', () => {
  const { story, stdout, stderr, status } = tellWaiting(['apply']);
  const objects = [{ key: created.key, state: 'waiting', why: 'a\n\u001b[2J' }] as const;
  story.progress({ type: 'getting-ready', objects });
  story.progress(null);
  expect([status, stdout, stderr]).toEqual([
    ['waiting for 1 object: ConfigMap shop/web (a\\n\\u001b[2J)', null],
    [],
    [],
  ]);
});

function tellWaiting(verbs: DeployRequest['verbs']) {
  const { output, ...heard } = heardOutput();
  const status: (string | null)[] = [];
  const prompt = { interactive: false, ask: () => Promise.resolve(null) };
  const story = deployStory({
    request: deployRequest({ verbs, waitReady: 300_000 }),
    output: { ...output, status: (line) => void status.push(line?.() ?? null) },
    prompt,
    style: styleFor(false),
    onScreen: false,
  });
  return { story, status, ...heard };
}
