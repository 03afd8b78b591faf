import { execa } from 'execa';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { builtTool, clusterTools } from '../support/cluster-tools.ts';
import { type ControlPlane, startControlPlane } from '../support/control-plane.ts';
import { measure, type Measurement } from './measure.ts';
import { type SlowRelay, startSlowRelay } from './slow-relay.ts';

const evaluation = resolve(import.meta.dirname, '../../lib/eval.nix');

/** A fresh control plane, and the programs that are measured on it. */
export interface Workbench extends AsyncDisposable {
  readonly plane: ControlPlane;
  readonly kubernixos: (...args: readonly string[]) => Promise<Measurement>;
  /** `kubectl apply --server-side` in one process, as kubernixos itself applies. */
  readonly kubectlApply: (file: string) => Promise<Measurement>;
  /** Only where the variable KAPP names the program. */
  readonly kapp: ((app: string, file: string) => Promise<Measurement>) | null;
  readonly nix: (hostgroup: string) => Promise<Measurement>;
  /** Writes what a hostgroup dumps to a file, Namespaces first, as another tool's; gives its path. */
  readonly dump: (hostgroup: string) => Promise<string>;
}

/**
 * Starts a control plane of its own, so many milliseconds away there and back; disposing of it ends
 * that.
 */
export async function setUpWorkbench({ distance = 0 } = {}): Promise<Workbench> {
  const near = await startControlPlane();
  const relay = distance === 0 ? null : await startSlowRelay(portOf(near), distance / 2);
  const plane = relay === null ? near : await behind(relay, near);
  const env = { ...process.env, ...clusterTools(plane).environment };
  const kapp = process.env['KAPP'] ?? '';
  const flags = ['--server-side', '--force-conflicts', '--field-manager=kubernixos'];
  return {
    plane,
    kubernixos: (...args) => measure(process.execPath, [builtTool, ...args], { env }),
    kubectlApply: (stdin) => measure('kubectl', ['apply', ...flags, '-f', '-'], { env, stdin }),
    kapp:
      kapp === ''
        ? null
        : (app, file) => measure(kapp, ['deploy', '--yes', '--app', app, '--file', file], { env }),
    nix: (hostgroup) =>
      measure(
        'nix-instantiate',
        ['--eval', '--strict', '--json', evaluation, '--argstr', 'hostgroup', hostgroup],
        { env },
      ),
    async dump(hostgroup) {
      const file = join(plane.dir, 'dump.json');
      const { stdout } = await execa(process.execPath, [builtTool, hostgroup, 'dump'], { env });
      const dump = namespacesFirst(JSON.parse(stdout) as Dump);
      await writeFile(file, JSON.stringify(dump).replaceAll(OWN_MARK, OTHER_MARK));
      return file;
    },
    async [Symbol.asyncDispose]() {
      await relay?.[Symbol.asyncDispose]();
      await near.stop();
    },
  };
}

function portOf({ server }: ControlPlane): number {
  return Number(new URL(server).port);
}

async function behind({ port }: SlowRelay, near: ControlPlane): Promise<ControlPlane> {
  const server = `https://127.0.0.1:${String(port)}`;
  const kubeconfig = join(near.dir, 'far.kubeconfig');
  const text = await readFile(near.kubeconfig, 'utf8');
  await writeFile(kubeconfig, text.replaceAll(near.server, server), { mode: 0o600 });
  return { ...near, server, kubeconfig };
}

/** Label and annotation of ours: what others apply is not to be in our inventory. As long as before. */
const OWN_MARK = /"kubernixos(?=":|\/owner":)/g;
const OTHER_MARK = '"other-tool';

interface Dump {
  readonly items: readonly { readonly kind: string }[];
}

/** kubectl applies in the order that it is given. */
function namespacesFirst(dump: Dump): Dump {
  const rank = ({ kind }: Dump['items'][number]) => (kind === 'Namespace' ? 0 : 1);
  return { ...dump, items: dump.items.toSorted((a, b) => rank(a) - rank(b)) };
}
