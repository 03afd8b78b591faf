import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNixWorkshop, type NixWorkshop } from '../../support/nix-workshop.ts';

/*
 * Evaluates each block `nix` of docs/install.md, whole, as the file that its first line names. What is
 * fetched in it comes from this checkout and from the stand-in for nixpkgs.
 */
const page = await readFile(resolve(import.meta.dirname, '../../../docs/install.md'), 'utf8');
const snippets = [...page.matchAll(/^```nix\n# (\S+)\n(.*?)^```$/gms)].map(
  ([, file = '', text = ''], index) => ({ file, text, index }),
);

let workshop: NixWorkshop;
beforeAll(async () => {
  workshop = await createNixWorkshop();
  const { dir, run } = workshop;
  await run('tar', ['-czf', join(dir, 'kubernixos.tar.gz'), 'source'], { cwd: dir });
});
afterAll(() => workshop.dispose());

/** A fleet with what the snippets refer to, and the snippet. */
async function writeFleet({ file, text, index }: (typeof snippets)[number]): Promise<string> {
  const { dir, source, nixpkgs } = workshop;
  const fleet = join(dir, `fleet-${index}`);
  await mkdir(join(fleet, 'modules'), { recursive: true });
  const module =
    '{ kubernixos.manifests.shop = { apiVersion = "v1"; kind = "Namespace"; metadata.name = "shop"; }; }';
  await writeFile(join(fleet, 'modules/default.nix'), module);
  for (const name of ['prod', 'staging'])
    await writeFile(join(fleet, `${name}.nix`), '{ network.modules = [ ./modules ]; }');
  const local = text
    .replace(
      /https:\/\/github\.com\/OWNER\/kubernixos\/archive\/REVISION\.tar\.gz/,
      `file://${dir}/kubernixos.tar.gz`,
    )
    .replace('github:OWNER/kubernixos', `path:${source}`)
    .replace(/github:NixOS\/nixpkgs\/[^"]+/, `path:${nixpkgs}`);
  expect(local).not.toContain('OWNER');
  await writeFile(join(fleet, file), local);
  return fleet;
}

test('shows flakes and nix-shells', () => {
  expect(snippets.map(({ file }) => file)).toEqual([
    'flake.nix',
    'flake.nix',
    'shell.nix',
    'shell.nix',
  ]);
});

test.each(snippets.filter(({ file }) => file === 'shell.nix'))(
  '$file ($index)',
  async (snippet) => {
    const fleet = await writeFleet(snippet);

    const commands = await workshop.evaluate(
      `map (package: package.text or package.name) (import ${fleet}/shell.nix { }).packages`,
    );

    expect(commands).toContainEqual(
      expect.stringContaining(`export HOSTGROUP=${fleet}/prod.nix\n`),
    );
    expect(commands).toContainEqual(
      expect.stringContaining(`export KUBECONFIG="$HOME"/.kube/prod\n`),
    );
  },
);

test.each(snippets.filter(({ file }) => file === 'flake.nix'))(
  '$file ($index)',
  async (snippet) => {
    const fleet = await writeFleet(snippet);
    const override = ['--override-input', 'kubernixos/nixpkgs', `path:${workshop.nixpkgs}`];
    await workshop.run('nix', ['flake', 'lock', ...override, `path:${fleet}`]);

    const outputs = await workshop.evaluate(`
    let flake = builtins.getFlake "path:${fleet}"; in {
      manifests = flake.manifests or [ ];
      modules = map toString (flake.kubernixosConfigurations.prod.modules or [ ]);
      shell = flake.devShells.x86_64-linux.default.name or null;
    }
  `);

    expect(outputs).toEqual(
      snippet.text.includes('devShells')
        ? { manifests: [], modules: [expect.stringMatching(/\/modules$/)], shell: 'kubernixos' }
        : { manifests: [expect.objectContaining({ kind: 'Namespace' })], modules: [], shell: null },
    );
  },
);
