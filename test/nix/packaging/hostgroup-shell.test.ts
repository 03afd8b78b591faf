import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNixWorkshop, type NixWorkshop } from '../../support/nix-workshop.ts';

let workshop: NixWorkshop;
beforeAll(async () => {
  workshop = await createNixWorkshop();
});
afterAll(() => workshop.dispose());

const failure = (evaluation: Promise<unknown>) =>
  evaluation.then(
    () => 'no failure',
    (error: unknown) => String(error),
  );
const shell = (arguments_: string) =>
  workshop.evaluate(`((pkgs.callPackage source { }).hostgroupShell ${arguments_}).command.text`);
const hostgroup = 'source + "/nix/templates/hostgroup/prod.nix"';

test('refuses a hostgroup that is not there', async () => {
  expect(await failure(shell('{ hostgroup = source + "/prdo.nix"; }'))).toContain(
    `hostgroupShell: the hostgroup ${workshop.source}/prdo.nix does not exist. Correct its path`,
  );
});

test('refuses a hostgroup that is no path', async () => {
  expect(await failure(shell('{ hostgroup = { }; }'))).toContain(
    'hostgroupShell: `hostgroup` is no path. Write `hostgroup = ./prod.nix;`.',
  );
});

test('refuses a kubeconfig in the store, where everyone can read it', async () => {
  const stored = 'builtins.toFile "kubeconfig" ""';

  expect(await failure(shell(`{ kubeconfig = ${stored}; }`))).toMatch(
    /hostgroupShell: the kubeconfig .* lies in the Nix store.*Write its place as text: `kubeconfig = "~\/\.kube\/prod";`/,
  );
});

test('refuses a kubeconfig that would be another one in another directory', async () => {
  expect(await failure(shell('{ kubeconfig = "kube/prod"; }'))).toContain(
    'hostgroupShell: the kubeconfig kube/prod depends on where the command is run. Write a place',
  );
});

test('refuses a variable that no shell can have', async () => {
  expect(await failure(shell('{ environment."AWS-PROFILE" = "a"; }'))).toContain(
    'hostgroupShell: `AWS-PROFILE` cannot be the name of an environment variable. Write letters',
  );
});

test('leaves the hostgroup where it is edited', async () => {
  expect(await shell(`{ hostgroup = ${hostgroup}; }`)).toContain(
    `export HOSTGROUP=${workshop.source}/nix/templates/hostgroup/prod.nix\n`,
  );
});

test('takes texts as they are, and finds the home directory when it runs', async () => {
  const text = await shell(
    `{ kubeconfig = "~/.kube/my $cluster"; environment.GREETING = "it's $HOME"; }`,
  );

  expect(text).toContain(`export KUBECONFIG="$HOME"/'.kube/my $cluster'\n`);
  expect(text).toContain(String.raw`export GREETING='it'\''s $HOME'`);
});

test('the command of a hostgroup runs the tool with what belongs to the hostgroup', async () => {
  const command = await workshop.build(`
    let
      kubernixos = pkgs.runCommandLocal "tool" { } ''
        mkdir -p $out/bin
        echo 'printf "%s\n" "$HOSTGROUP" "$KUBECONFIG" "$GREETING" "$@"' > $out/bin/kubernixos
        chmod +x $out/bin/kubernixos
      '';
    in (pkgs.callPackage (source + "/nix/hostgroup-shell.nix") { inherit kubernixos; } {
      name = "shop-prod";
      hostgroup = source + "/nix/templates/hostgroup/prod.nix";
      kubeconfig = "~/.kube/my prod";
      environment.GREETING = "it's $HOME";
    }).command
  `);

  const result = await workshop.run(join(command, 'bin/shop-prod'), ['apply', '-l', 'a in (b, c)']);

  expect(result.stdout.split('\n')).toEqual([
    `${workshop.source}/nix/templates/hostgroup/prod.nix`,
    `${workshop.env['HOME'] ?? ''}/.kube/my prod`,
    "it's $HOME",
    ...['apply', '-l', 'a in (b, c)', ''],
  ]);
});
