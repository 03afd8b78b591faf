import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import { OWNER_ANNOTATION, RELEASE_LABEL } from '../../../src/model/release.ts';
import { diffObjects } from '../../../src/plan/diff-objects.ts';
import { CHECKSUM, OLD_CHECKSUM } from '../../support/builders.ts';

/** Changes in short: `+` add, `-` remove, `~` replace, `%` reorder. */
function told(before: JsonObject, after: JsonObject): readonly string[] {
  const signs = { add: '+', remove: '-', replace: '~', reorder: '%' };
  return diffObjects(before, after).map(({ type, path }) => `${signs[type]} ${path}`);
}

describe('fields', () => {
  test.each<[string, Json, Json, string[]]>([
    ['a new value', { a: 1 }, { a: 2 }, ['~ spec.a']],
    ['another type', { a: 1 }, { a: '1' }, ['~ spec.a']],
    ['a map in place of a list', { a: [] }, { a: {} }, ['~ spec.a']],
    ['what is new, at the outermost place', {}, { a: { b: { c: 1 } } }, ['+ spec.a']],
    ['what goes, at the outermost place', { a: { b: { c: 1 } } }, {}, ['- spec.a']],
    [
      'fields in the order of their paths',
      { b: 1, a: 1 },
      { c: 1, a: 2 },
      ['~ spec.a', '- spec.b', '+ spec.c'],
    ],
    ['null where there was nothing', {}, { a: null }, ['+ spec.a']],
    ['a key with dots in quotes', { 'a.b': 1 }, {}, ['- spec["a.b"]']],
    ['a key that every object inherits', {}, { constructor: 'x' }, ['+ spec.constructor']],
    ['nothing for one number in two forms', { a: 5n }, { a: 5 }, []],
    ['a difference of large integers', { a: 2n ** 60n }, { a: 2n ** 60n + 1n }, ['~ spec.a']],
    ['nothing for another order of fields', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
  ])('tells %s', (_, from, to, changes) => {
    expect(told({ spec: from }, { spec: to })).toEqual(changes);
  });

  test('a change has both values', () => {
    expect(diffObjects({ spec: { a: 1 } }, { spec: { a: 2 } })).toEqual([
      { path: 'spec.a', type: 'replace', from: 1, to: 2, masked: false },
    ]);
  });
});

describe('lists', () => {
  const web = { name: 'web', image: 'a' };
  const log = { name: 'log', image: 'a' };

  test.each<[string, string, Json, Json, string[]]>([
    [
      'containers by name',
      'containers',
      [web, log],
      [{ ...web, image: 'b' }],
      ['- containers[name=log]', '~ containers[name=web].image'],
    ],
    [
      'an element that comes first as just one',
      'containers',
      [web],
      [log, web],
      ['+ containers[name=log]'],
    ],
    ['another order of elements', 'containers', [web, log], [log, web], ['% containers']],
    [
      'ports by number and protocol',
      'ports',
      [{ containerPort: 53, protocol: 'UDP' }],
      [{ containerPort: 53, protocol: 'UDP', name: 'dns' }, { containerPort: 53 }],
      ['+ ports[containerPort=53,protocol=TCP]', '+ ports[containerPort=53,protocol=UDP].name'],
    ],
    [
      'ports of a Service',
      'ports',
      [{ port: 80 }],
      [{ port: 80, nodePort: 1 }],
      ['+ ports[port=80,protocol=TCP].nodePort'],
    ],
    [
      'mounts by their path',
      'volumeMounts',
      [{ name: 'v', mountPath: '/a' }],
      [{ name: 'v', mountPath: '/b' }],
      ['- volumeMounts[mountPath=/a]', '+ volumeMounts[mountPath=/b]'],
    ],
    [
      'host aliases by address',
      'hostAliases',
      [{ ip: '10.0.0.1', hostnames: [] }],
      [],
      ['- hostAliases[ip=10.0.0.1]'],
    ],
    [
      'subjects by kind, name and namespace',
      'subjects',
      [{ kind: 'User', name: 'a' }],
      [
        { kind: 'User', name: 'a' },
        { kind: 'ServiceAccount', name: 'a', namespace: 'b' },
      ],
      ['+ subjects[kind=ServiceAccount,name=a,namespace=b]'],
    ],
    [
      'claims by the name in their metadata',
      'volumeClaimTemplates',
      [{ metadata: { name: 'd' }, spec: { a: 1 } }],
      [{ metadata: { name: 'd' }, spec: { a: 2 } }],
      ['~ volumeClaimTemplates[metadata.name=d].spec.a'],
    ],
    [
      'elements of any list by unique names',
      'gadgets',
      [web],
      [{ ...web, image: 'b' }],
      ['~ gadgets[name=web].image'],
    ],
    [
      'names that look like something else in quotes',
      'gadgets',
      [],
      [{ name: '80' }],
      ['+ gadgets[name="80"]'],
    ],
    ['by place where a name comes twice', 'env', [web, web], [web, log], ['~ env[1].name']],
    [
      'by place where an element has no name',
      'rules',
      [{ a: 1 }],
      [{ a: 2 }, { a: 3 }],
      ['~ rules[0].a', '+ rules[1]'],
    ],
    [
      'one new element in front as one',
      'rules',
      [{ a: 1 }, { a: 2 }],
      [{ a: 0 }, { a: 1 }, { a: 2 }],
      ['+ rules[0]'],
    ],
    [
      'one that goes in the middle as one',
      'rules',
      [{ a: 1 }, { a: 2 }, { a: 3 }],
      [{ a: 1 }, { a: 3 }],
      ['- rules[1]'],
    ],
    [
      'another order of what has no name',
      'rules',
      [{ a: 1 }, { a: 2 }],
      [{ a: 2 }, { a: 1 }],
      ['% rules'],
    ],
    ['another order of arguments', 'args', ['-a', '-b'], ['-b', '-a'], ['% args']],
    ['a new argument by its place', 'args', ['-a', '-b'], ['-a', '-x', '-b'], ['+ args[1]']],
    ['another argument by its place', 'args', ['-a', '-b=1'], ['-a', '-b=2'], ['~ args[1]']],
    [
      'scalars by value where that is shorter',
      'verbs',
      ['a', 'b', 'c'],
      ['b', 'c', 'd'],
      ['- verbs[="a"]', '+ verbs[="d"]'],
    ],
    ['lists in lists', 'rows', [[1, 2]], [[1, 3]], ['~ rows[0][1]']],
    ['nothing for equal lists', 'rows', [[1, { a: 1n }]], [[1, { a: 1 }]], []],
  ])('tells %s', (_, name, from, to, changes) => {
    expect(told({ [name]: from }, { [name]: to })).toEqual(changes);
  });

  test('another order has both lists', () => {
    expect(diffObjects({ args: ['a', 'b'] }, { args: ['b', 'a'] })).toEqual([
      { path: 'args', type: 'reorder', from: ['a', 'b'], to: ['b', 'a'], masked: false },
    ]);
  });
});

describe('bookkeeping is no change', () => {
  const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

  test.each<[string, JsonObject, JsonObject]>([
    [
      'of the server',
      { metadata: { name: 'a' } },
      {
        metadata: {
          name: 'a',
          managedFields: [{}],
          resourceVersion: '2',
          generation: 3,
          uid: 'u',
          creationTimestamp: 'now',
          selfLink: '/',
        },
      },
    ],
    [
      'of our label',
      { metadata: { labels: { [RELEASE_LABEL]: OLD_CHECKSUM, a: 'b' } } },
      {
        metadata: { labels: { [RELEASE_LABEL]: CHECKSUM, a: 'b' } },
      },
    ],
    [
      'where it is all there is',
      { metadata: {} },
      {
        metadata: {
          labels: { [RELEASE_LABEL]: CHECKSUM },
          annotations: { [OWNER_ANNOTATION]: 'x', [lastApplied]: 'secret' },
        },
      },
    ],
    ['of the status', { status: { ready: 1 } }, { status: { ready: 2 } }],
    ['of the version', { apiVersion: 'apps/v1beta1' }, { apiVersion: 'apps/v1' }],
  ])('%s', (_, before, after) => {
    expect(diffObjects(before, after)).toEqual([]);
    expect(diffObjects(after, before)).toEqual([]);
  });

  test('but what a pod template says in its metadata is one', () => {
    const template = (labels: JsonObject) => ({ spec: { template: { metadata: { labels } } } });
    expect(told(template({}), template({ [RELEASE_LABEL]: 'x' }))).toEqual([
      `+ spec.template.metadata.labels.${RELEASE_LABEL}`,
    ]);
  });
});

describe('a Secret', () => {
  const secret = (more: JsonObject) => ({ apiVersion: 'v1', kind: 'Secret', ...more });
  const masked = { from: null, to: null, masked: true };

  test('has its values masked, and its keys told', () => {
    const before = secret({ data: { same: 'QQ==', old: 'Qg==', 'tls.key': 'Qw==' } });
    const after = secret({ data: { same: 'QQ==', new: 'RA==', 'tls.key': 'RQ==' } });
    expect(diffObjects(before, after)).toEqual([
      { path: 'data.new', type: 'add', ...masked },
      { path: 'data.old', type: 'remove', ...masked },
      { path: 'data["tls.key"]', type: 'replace', ...masked },
    ]);
  });

  test.each<[string, JsonObject, JsonObject]>([
    ['its data appear', secret({}), secret({ stringData: { a: 'geheim' } })],
    ['its data vanish', secret({ data: { a: 'geheim' } }), secret({})],
    ['it appears itself', {}, secret({ data: { a: 'geheim' } })],
    ['its data are no map', secret({ data: 'geheim' }), secret({ data: ['geheim'] })],
  ])('is masked where %s', (_, before, after) => {
    const changes = diffObjects(before, after);
    expect(changes.some((change) => change.masked)).toBe(true);
    expect(JSON.stringify(changes)).not.toContain('geheim');
  });

  test('shows its metadata and its type', () => {
    const before = secret({ metadata: { labels: { a: 'b' } }, type: 'Opaque' });
    const after = secret({ metadata: { labels: { a: 'c' } }, type: 'x' });
    expect(diffObjects(before, after)).toEqual([
      { path: 'metadata.labels.a', type: 'replace', from: 'b', to: 'c', masked: false },
      { path: 'type', type: 'replace', from: 'Opaque', to: 'x', masked: false },
    ]);
  });
});
