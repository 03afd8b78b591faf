import { readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  inject,
  onTestFinished,
  test,
} from 'vitest';
import { configMap } from '../main/manifests.ts';
import { deleteAll } from '../main/scenario.ts';
import { realCluster, writeKubeconfig } from './bad-machines.ts';
import { deployFirst, type Deployed } from './deployed.ts';

const name = 'faults-arguments';
const plane = inject('controlPlane');

let deployed: Deployed;

beforeAll(async () => {
  deployed = await deployFirst(name);
});

afterAll(() => deployed.remove());

describe('before anything is evaluated', () => {
  let before: object;

  beforeAll(async () => {
    before = await deployed.state();
  });

  afterAll(async () => {
    expect(await deployed.state()).toEqual(before);
  });

  test.each([
    [['aply'], 'unknown verb "aply"', 'Did you mean apply?'],
    [['apply', 'purne'], 'unknown verb "purne"', 'Did you mean prune?'],
    [['apply', '--prune=true'], "--prune is refused: pruning is kubernixos' own", 'apply prune'],
    [['apply', '--prune'], "--prune is refused: pruning is kubernixos' own", 'apply prune'],
    [['apply', '-prune'], "--prune is refused: pruning is kubernixos' own", 'apply prune'],
    [['apply', '--all'], "--all is refused: pruning is kubernixos' own", 'apply prune'],
    [['apply', '-f', 'x'], '--filename is refused: it would apply what is not', 'manifests'],
    [['apply', '-fx'], '--filename is refused: it would apply what is not', 'manifests'],
    [['apply', '--filename=x'], '--filename is refused: it would apply what is not', 'manifests'],
    [['apply', '-k', '.'], '--kustomize is refused: it would apply what is not', 'manifests'],
    [['apply', '--kuberc=x'], '--kuberc is refused: a kuberc can turn apply', 'command line'],
    [['apply', '--yes', 'prune'], 'prune stands after an option', 'kubernixos prune --yes'],
    [['apply', '-l', 'app=x', 'prune'], 'prune stands after an option', 'kubernixos prune'],
    [
      ['apply', '--dry-run', 'server'],
      'unexpected word "server" after --dry-run',
      '--dry-run=VALUE',
    ],
    [['apply', '--dry-run=ture'], '--dry-run=ture is not known', '--dry-run=client'],
    [['apply', '--force-conflict'], 'unknown option --force-conflict', '--force-conflicts?'],
    [['apply', '-l', 'a>1'], '--selector "a>1": < and > are not supported', 'A selector is like'],
  ])('refuses %j', async (args, error, hint) => {
    const { stdout, stderr } = await deployed.fails(args);

    const [first = '', second = ''] = stderr.split('\n');
    expect(first).toContain(`error: ${error}`);
    expect(second).toContain(hint);
    expect(stdout).toBe('');
  });
});

describe('with a changed and a removed manifest', () => {
  let restored: object = {};

  beforeEach(async () => {
    if (!isDeepStrictEqual(await deployed.state(), restored)) {
      await deployed.write({ manifests: deployed.first });
      await deployed.passes(['apply', 'prune', '--yes']);
      restored = await deployed.state();
    }
    await deployed.write({ manifests: deployed.next });
  });

  test('apply -n prune applies to the Namespace "prune", and prunes nothing', async () => {
    const loose = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'loose' } };
    await deployed.tools.kubectl(['create', 'namespace', 'prune']);
    onTestFinished(async () => {
      await deleteAll(deployed.tools, ['configmap/loose', '--namespace=prune']);
      await deleteAll(deployed.tools, ['namespace/prune']);
    });
    await deployed.write({ manifests: [...deployed.next, loose] });

    const { stdout } = await deployed.passes(['apply', '-n', 'prune']);

    expect(stdout).toBe('created     ConfigMap prune/loose\napply: 1 created\n');
    expect(await deployed.state()).toEqual(restored);
  });

  test.each([
    { args: ['--dry-run=true', '-v=6'], kind: 'client' },
    { args: ['--dry-run'], kind: 'client' },
    { args: ['--dry-run=server'], kind: 'server' },
    { args: ['--dry-run=none', '--dry-run=server'], kind: 'server' },
  ])('apply prune $args says what it would do, and changes nothing', async ({ args, kind }) => {
    const { stdout } = await deployed.passes(['apply', 'prune', ...args]);

    expect(stdout).toBe(
      [
        `would apply Namespace ${name} (${kind} dry run)`,
        `would apply ConfigMap ${name}/changed (${kind} dry run)`,
        `apply: 2 would be applied (${kind} dry run)`,
        `would prune ConfigMap ${name}/removed (${kind} dry run)`,
        `prune: 1 would be pruned (${kind} dry run)\n`,
      ].join('\n'),
    );
    expect(await deployed.state()).toEqual(restored);
  });

  test('apply --dry-run=true -v=6 reaches kubectl as it was written', async () => {
    const { stderr } = await deployed.passes(['apply', '--dry-run=true', '-v=6']);

    expect(stderr).toMatch(/verb="GET" url="https:/);
    expect(await deployed.state()).toEqual(restored);
  });

  test('-l narrows what is applied and what is pruned', async () => {
    const labelled = (object: string) => ({
      ...configMap(name, object),
      metadata: { ...configMap(name, object).metadata, labels: { app: 'x' } },
    });
    await deployed.write({
      manifests: [...deployed.first, labelled('labelled-removed'), labelled('labelled-changed')],
    });
    await deployed.passes(['apply']);
    await deployed.write({
      manifests: [...deployed.next, labelled('labelled-changed'), labelled('labelled-new')],
    });
    const before = await deployed.state();

    const { stdout } = await deployed.passes(['apply', 'prune', '--yes', '-l', 'app=x']);

    expect(stdout).toContain('apply: 1 created, 1 applied\n');
    expect(stdout).toContain('prune: 1 pruned\n');
    expect(await deployed.configMaps()).toEqual([
      'changed',
      'labelled-changed',
      'labelled-new',
      'removed',
    ]);
    const after = await deployed.state();
    for (const object of ['changed', 'removed'])
      expect(after[`ConfigMap ${name}/${object}`]).toBe(before[`ConfigMap ${name}/${object}`]);
  });

  test('runs the verbs in their own order, whatever the order of the words', async () => {
    const { stdout } = await deployed.passes(['prune', 'apply', '--yes']);

    expect(stdout.indexOf('apply: ')).toBeLessThan(stdout.indexOf('prune: 1 pruned'));
    expect(await deployed.configMaps()).toEqual(['changed']);
  });

  describe('the cluster and the user are one for apply and prune', () => {
    // The viewer may do nothing here: what succeeds was done by the administrator.
    const asViewer = async () => {
      const path = join(deployed.hostgroup.dir, 'viewer-is-current');
      const text = await readFile(plane.kubeconfig, 'utf8');
      await writeFile(path, text.replace('current-context: admin', 'current-context: viewer'));
      return path;
    };
    const writeParts = async () => {
      const { admin: token } = plane.tokens;
      const cluster = await writeKubeconfig(deployed.hostgroup.dir, realCluster(plane), {});
      const user = join(deployed.hostgroup.dir, 'user');
      const users = [{ name: 'other', user: { token } }];
      const contexts = [{ name: 'other', context: { cluster: 'it', user: 'other' } }];
      await writeFile(user, JSON.stringify({ users, contexts, 'current-context': 'other' }));
      return [user, cluster].join(delimiter);
    };

    const ways: Record<string, () => Promise<{ KUBECONFIG?: string; args: string[] }>> = {
      '--context': async () => ({ KUBECONFIG: await asViewer(), args: ['--context', 'admin'] }),
      '--user': async () => ({ KUBECONFIG: await asViewer(), args: ['--user=admin'] }),
      '--kubeconfig': () =>
        Promise.resolve({ KUBECONFIG: '/nowhere', args: ['--kubeconfig', plane.kubeconfig] }),
      '--as and --as-group': () =>
        Promise.resolve({ args: ['--as=me', '--as-group=system:masters'] }),
      'two files in KUBECONFIG': async () => ({ KUBECONFIG: await writeParts(), args: [] }),
    };

    test.each(Object.entries(ways))('%s', async (_, choose) => {
      const { args, ...env } = await choose();

      const { stdout } = await deployed.passes(['apply', 'prune', '--yes', ...args], { env });

      expect(stdout).toContain('prune: 1 pruned\n');
      expect(await deployed.configMaps()).toEqual(['changed']);
    });

    test.each([
      ['--context', ['--context=viewer']],
      ['--user', ['--user', 'viewer']],
      ['--as', ['--as=viewer']],
    ])('%s without rights: nothing is applied, nothing deleted', async (_, args) => {
      await deployed.fails(['apply', 'prune', '--yes', ...args]);
      await deployed.fails(['prune', '--yes', ...args]);

      expect(await deployed.state()).toEqual(restored);
    });
  });
});
