import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNixWorkshop, type NixWorkshop } from '../../support/nix-workshop.ts';

/*
 * With real Nix and a stand-in for nixpkgs, whose dockerTools give a directory in place of an archive:
 * nothing shows that nixpkgs' own take these arguments.
 */
let workshop: NixWorkshop;
let image = '';
beforeAll(async () => {
  workshop = await createNixWorkshop();
  image = await workshop.build('pkgs.callPackage (source + "/nix/image.nix") { }');
}, 300_000);
afterAll(() => workshop.dispose());

test('starts as the image of npm run image does', async () => {
  expect(JSON.parse(await readFile(join(image, 'config.json'), 'utf8'))).toMatchObject({
    User: '0:0',
    Entrypoint: ['kubernixos-entry'],
    WorkingDir: '/root',
  });
});

test.each([
  ...['age', 'bash', 'curl', 'git', 'gnupg', 'k0sctl', 'kubectl', 'mtr', 'nix-instantiate'],
  ...['openssh', 'openssl', 'restic', 'kubernixos', 'kubernixos-entry', 'k0sctl-handler.sh'],
])('has %s', async (program) => {
  await expect(readFile(join(image, 'root/bin', program))).resolves.not.toHaveLength(0);
});

test('its entry calls its kubernixos', async () => {
  const env = { PATH: `${join(image, 'root/bin')}:${process.env['PATH'] ?? ''}` };
  const { stdout } = await execa(join(image, 'root/bin/kubernixos-entry'), { env });
  expect(stdout).toMatch(/^\d+\.\d+\.\d+$/);
});

test('its Nix has one user', async () => {
  const text = await readFile(join(image, 'root/etc/nix/nix.conf'), 'utf8');
  expect(text).toContain('build-users-group =\n');
});

test('there is one for Linux alone', async () => {
  const names = await workshop.evaluate(
    'builtins.mapAttrs (_: packages: packages ? image) outputs.packages',
  );
  expect(names).toEqual({
    'aarch64-darwin': false,
    'aarch64-linux': true,
    'x86_64-darwin': false,
    'x86_64-linux': true,
  });
});
