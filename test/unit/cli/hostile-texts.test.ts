import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { askName } from '../../../src/cli/ask-name.ts';
import { deployStory } from '../../../src/cli/deploy-story.ts';
import type { InventoryGap, LiveObject, ManagedObject } from '../../../src/model/managed-object.ts';
import type { Outcome } from '../../../src/model/outcome.ts';
import type { Keep, KeepReason, Plan } from '../../../src/model/plan.ts';
import type { NotReady } from '../../../src/model/readiness.ts';
import type { Release } from '../../../src/model/release.ts';
import type { PruneQuestion } from '../../../src/ports/deploy-story.ts';
import { buildFiles } from '../../../src/report/build-files.ts';
import { dumpJson, releaseList } from '../../../src/report/dump.ts';
import { planJson } from '../../../src/report/plan-json.ts';
import { plainWords } from '../../../src/report/plain-words.ts';
import { printable } from '../../../src/report/printable.ts';
import { styleFor } from '../../../src/report/style.ts';
import { printYaml } from '../../../src/report/yaml.ts';
import {
  kubectlArguments,
  manage,
  managedObject,
  manifest,
  release,
  target,
  TYPES,
} from '../../support/builders.ts';
import { HOSTILE_TEXTS, UNSAFE, UNSAFE_IN_JSON } from '../../support/hostile-texts.ts';
import { field, plan, update } from '../report/plan-view.ts';
import { deployRequest } from '../../support/deploy-request.ts';
import { heardOutput } from './heard-output.ts';

const { signal } = new AbortController();
const harmless = 'harmless';
const hostile = Object.entries(HOSTILE_TEXTS);

/** An object that holds the text wherever it can. */
function objectWith(text: string): ManagedObject {
  const key = { group: text, kind: text, namespace: text, name: text };
  const object: LiveObject = {
    ...managedObject(),
    ...{ key, finalizers: [text], labels: { [text]: text }, annotations: { [text]: text } },
    ...{ owners: [{ uid: text, kind: text, name: text, controller: true }], labelManagers: [text] },
  };
  return { ...manage(object), checksum: text };
}

function reasonsWith(text: string, object: ManagedObject): readonly KeepReason[] {
  return [
    { type: 'not-applied' },
    { type: 'other-deployment', deployment: text },
    { type: 'owned', by: text },
    { type: 'copied-annotation', from: text },
    { type: 'copied-annotation', from: `${text}:/ConfigMap//${text}` },
    { type: 'other-release', checksum: text },
    { type: 'other-label', value: text },
    { type: 'copied-label' },
    { type: 'unclear', managers: [text] },
    { type: 'retained', by: text },
    { type: 'built-in-namespace' },
    { type: 'out-of-scope' },
    { type: 'terminating', finalizers: [text, text] },
    { type: 'maybe-in-release', group: text },
    { type: 'in-use', by: [text] },
    { type: 'contents', contents: [object, object] },
    { type: 'contents-unknown', gaps: [text] },
  ];
}

function planWith(text: string): Plan {
  const object = objectWith(text);
  const typed = target({ name: text, namespace: text, option: text });
  const to = { ...typed, key: object.key };
  const prune = { op: 'prune', object, legacy: true } as const;
  return plan({
    applies: [
      { op: 'create', target: to, note: text },
      { op: 'failed', target: to, message: text },
      { op: 'unchanged', target: to },
      update({
        target: to,
        note: text,
        fields: [
          field({ path: text, from: text, to: `${text}!` }),
          field({ path: text, type: 'add', from: null, to: { [text]: [text] } }),
          field({ path: text, type: 'remove', from: [text], to: null }),
          field({ path: text, masked: true }),
        ],
        taken: [{ manager: text, paths: [text, text] }],
      }),
    ],
    prunes: [prune, ...keepsWith(text)],
    cascades: new Map([[object, [object, objectWith(text)]]]),
    gaps: gapsWith(text),
    guard: 'it is too much',
  });
}

function keepsWith(text: string): readonly Keep[] {
  const object = objectWith(text);
  return reasonsWith(text, object).map((reason) => ({ op: 'keep', object, reason }));
}

function gapsWith(text: string): readonly InventoryGap[] {
  const type = { ...TYPES.ConfigMap, group: text, plural: text, kind: text };
  return [
    { group: text, type: null, reason: text },
    { group: text, type, reason: text },
  ];
}

function releaseWith(text: string): Release {
  const data = { [text]: text, lines: `${text}\n${text}` };
  const plain = release([manifest({ name: text, option: text, body: { data } })]);
  return {
    ...plain,
    settings: { ...plain.settings, deployment: text },
    evaluation: {
      ...plain.evaluation,
      library: { name: text, version: text, source: text },
    },
  };
}

function addressOf(text: string) {
  return { server: text, context: text, namespace: text };
}

/** Tells all that a story can tell in lines, with the text wherever it may come from outside. */
async function tellEverything(text: string) {
  const heard = heardOutput();
  const asked: string[] = [];
  const status: string[] = [];
  const prompt = {
    interactive: true,
    ask: (question: string) => {
      asked.push(question);
      return Promise.resolve('no');
    },
  };
  const story = deployStory({
    request: deployRequest({ verbs: ['plan', 'apply', 'prune'], waitReady: 1000 }),
    output: { ...heard.output, status: (line) => void status.push(line?.() ?? '') },
    prompt,
    style: styleFor(false),
    onScreen: true,
  });
  const object = objectWith(text);
  const { key } = object;
  const address = addressOf(text);
  const outcomes = ['created', 'failed', 'kept', 'gone'].map((status): Outcome => ({
    ...{ key, message: text, reason: { type: 'owned', by: text } },
    status: status as Outcome['status'],
  }));
  const states = ['waiting', 'failed', 'unknown'] as const;
  const notReady = states.map((state): NotReady => ({ key, state, why: text }));
  const prune = { op: 'prune', object, legacy: true } as const;
  const question: PruneQuestion = {
    prunes: [prune, { ...prune, object: objectWith(text) }],
    cascades: new Map([[object, [object, objectWith(text)]]]),
    ...{ address, release: releaseWith(text) },
  };
  story.evaluated(releaseWith(text));
  story.connected(address, 'none');
  story.unchecked(gapsWith(text));
  story.applied(outcomes);
  story.applyBroken([text, text]);
  story.applyEnded(outcomes);
  story.notReady(notReady);
  story.waitEnded(1, notReady);
  story.kept(keepsWith(text));
  story.gaps(gapsWith(text), false);
  story.announced(question);
  await story.confirm(question, signal);
  await story.confirmByName({ object, contents: [object, object], address }, signal);
  story.pruned(outcomes);
  story.pruneEnded(outcomes);
  story.lingering(1, [{ key, why: text }]);
  story.progress({ type: 'getting-ready', objects: notReady });
  story.progress({ type: 'going', objects: [key, key] });
  return { story, ...heard, asked, status };
}

const countLines = (texts: readonly string[]) => texts.join('').split('\n').length;
const harmlessLines = await tellEverything(harmless);

describe.each(hostile)('%s', (_, text) => {
  test('is harmless in all that is told line by line, and adds no line', async () => {
    const { stdout, stderr, asked, status } = await tellEverything(text);
    const all = [...stdout, ...stderr, ...asked, ...status];
    for (const said of all) {
      expect(said).not.toMatch(UNSAFE);
      expect(said.length).toBeLessThan(50_000);
    }
    for (const line of [...stderr, ...status]) expect(line).not.toContain('\n');
    expect(countLines(stdout)).toBe(countLines(harmlessLines.stdout));
    expect(stderr).toHaveLength(harmlessLines.stderr.length);
    expect(countLines(asked)).toBe(countLines(harmlessLines.asked));
  });

  test('is harmless in a plan, whose lines it only indents', async () => {
    const { story, stdout } = await tellEverything(text);
    stdout.length = 0;
    await story.planned({
      plan: planWith(text),
      address: addressOf(text),
      release: releaseWith(text),
    });
    expect(stdout.join('')).not.toMatch(UNSAFE);
    const edge = stdout.filter((line) => !line.startsWith('  ') && line !== '\n');
    expect(edge).toHaveLength(2); // The Namespace, and the sum.
    expect(stdout.length).toBeLessThan(150);
  });

  test('is harmless in what programs and Nix say, and begins no line of its own', async () => {
    const { story, stderr } = await tellEverything(text);
    stderr.length = 0;
    const log = story.openKubectlLog();
    for (const line of `Error from server: ${text}`.split('\n')) log(line);
    story.warn(`warning: ${text}`, `hint: ${text}`);
    stderr.push(printable(`error: ${text}`));
    const lines = stderr.join('\n').split('\n');
    for (const line of lines) {
      expect(line).not.toMatch(UNSAFE);
      expect(line.length).toBeLessThan(15_000);
    }
    const edge = lines.filter((line) => line !== '' && !line.startsWith('  '));
    expect(edge).toHaveLength(4);
    expect(plainWords(text)).not.toMatch(UNSAFE);
  });

  test('is harmless in the documents, which are exact', async () => {
    const told = { plan: planWith(text), address: addressOf(text), release: releaseWith(text) };
    const list = releaseList(told.release);
    const [json, yaml] = [dumpJson(told.release), await printYaml(list)];
    const plan = planJson(told.plan, told.release, told.address);
    for (const document of [json, plan, ...buildFiles(told.release).values()])
      expect(document).not.toMatch(UNSAFE_IN_JSON);
    expect(yaml).not.toMatch(UNSAFE);
    expect(JSON.parse(json)).toEqual(list);
    // No half of a pair can be written in YAML.
    if (!/\p{Cs}/u.test(text)) expect(parseYaml(yaml)).toEqual(list);
    expect(JSON.parse(plan)).toMatchObject({
      deployment: text,
      cluster: { server: text },
    });
  });

  test('is harmless in what kubectl prints in a format of the user’s, at a terminal', async () => {
    for (const format of ['json', 'yaml', 'name', 'jsonpath={.}'])
      for (const verbs of [['apply'], ['dump', 'apply']] as const) {
        const { output, stdout, stderr } = heardOutput();
        const story = deployStory({
          request: deployRequest({ verbs, kubectl: kubectlArguments({ output: format }) }),
          output,
          prompt: { interactive: false, ask: () => Promise.resolve(null) },
          style: styleFor(false),
          onScreen: true,
        });
        await story.kubectlOutput([text]);
        expect([...stdout, ...stderr].join('\n')).not.toMatch(UNSAFE);
      }
  });
});

test('asks by a name that only shows itself', async () => {
  const asked: string[] = [];
  const ask = (question: string) => {
    asked.push(question);
    return Promise.resolve('shop');
  };
  const object = objectWith('shop\u202e\nDelete nothing?');
  const address = addressOf('https://test');
  const prompt = { interactive: true, ask };
  expect(await askName({ object, contents: [], address }, prompt, signal)).toBe(false);
  expect(asked[0]?.split('\n')[1]).toBe(
    'Type shop\\u202e\\nDelete nothing? to delete it with all that, or press Enter to keep it: ',
  );
});
