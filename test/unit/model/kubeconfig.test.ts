import { expect, test } from 'vitest';
import {
  type ClusterAddress,
  type ClusterFlags,
  isSameServer,
  type KubeconfigView,
  pinContext,
  resolveAddress,
} from '../../../src/model/kubeconfig.ts';

const view: KubeconfigView = {
  currentContext: 'one',
  contexts: [
    { name: 'one', cluster: 'c1', namespace: null },
    { name: 'two', cluster: 'c2', namespace: 'shop' },
    { name: 'broken', cluster: 'gone', namespace: null },
  ],
  clusters: [
    { name: 'c1', server: 'https://c1:6443' },
    { name: 'c2', server: 'https://c2:6443' },
  ],
  prompts: false,
  inCluster: { server: 'https://10.0.0.1:443', namespace: 'pod' },
};

const outside: KubeconfigView = { ...view, inCluster: null };

const nothing: KubeconfigView = { ...outside, currentContext: '', contexts: [], clusters: [] };

test.each<[string, KubeconfigView, Partial<ClusterFlags>, Partial<ClusterAddress>]>([
  ['the current context', view, {}, { server: 'https://c1:6443', context: 'one' }],
  ['in a Pod, the namespace of the Pod for a context without one', view, {}, { namespace: 'pod' }],
  ['elsewhere, no namespace for such a context', outside, {}, { namespace: null }],
  [
    '--context',
    view,
    { context: 'two' },
    { server: 'https://c2:6443', context: 'two', namespace: 'shop' },
  ],
  [
    '--cluster over the context’s',
    view,
    { cluster: 'c2' },
    { server: 'https://c2:6443', context: 'one' },
  ],
  [
    '--cluster over --context’s',
    view,
    { cluster: 'c1', context: 'two' },
    { server: 'https://c1:6443', namespace: 'shop' },
  ],
  [
    '--server over all',
    view,
    { server: 'https://s', cluster: 'c2', context: 'two' },
    { server: 'https://s', namespace: 'shop' },
  ],
  ['no server of a context without its cluster', view, { context: 'broken' }, { server: null }],
  [
    'the Pod’s cluster where nothing is configured',
    { ...nothing, inCluster: view.inCluster },
    {},
    { server: 'https://10.0.0.1:443', context: null, namespace: 'pod' },
  ],
  ['nothing where there is nothing', nothing, {}, { server: null, context: null, namespace: null }],
])('takes %s', (_, config, flags, expected) => {
  const all = { server: null, cluster: null, context: null, ...flags };
  expect(resolveAddress(config, all)).toMatchObject(expected);
});

test.each([
  ['https://a', 'https://a/'],
  ['https://a', 'https://a:443'],
  ['http://a', 'http://a:80/'],
  ['https://A.example', 'https://a.example'],
  ['HTTPS://a', 'https://a'],
  ['https://a/k8s/c1', 'https://a/k8s/c1/'],
  ['a:6443', 'https://a:6443'],
  ['https://[::1]:6443', 'https://[0:0:0:0:0:0:0:1]:6443'],
])('%s is the same server as %s', (a, b) => {
  expect(isSameServer(a, b)).toBe(true);
});

test.each([
  ['https://a', 'https://b'],
  ['https://a', 'http://a'],
  ['https://a:6443', 'https://a'],
  ['https://a/k8s/c1', 'https://a/k8s/c2'],
  ['https://a/x', 'https://a/X'],
  ['', 'https://a'],
])('%s is not the same server as %s', (a, b) => {
  expect(isSameServer(a, b)).toBe(false);
});

const noFlags: ClusterFlags = { server: null, cluster: null, context: null };

test.each<[string, KubeconfigView, Partial<ClusterFlags>, readonly string[]]>([
  ['holds a run to the context that is current now', view, {}, ['--context=one']],
  ['leaves the context of the user', view, { context: 'two' }, []],
  ['names none where none is current', nothing, {}, []],
  ['names none that does not exist', { ...view, currentContext: 'gone' }, {}, []],
])('%s', (_, config, flags, pinned) => {
  expect(pinContext(config, { ...noFlags, ...flags })).toEqual(pinned);
});
