import { expect, test } from 'vitest';
import { exampleMachines, readIgnitionText } from '../../support/machines/read-node.ts';
import { canRunIgnition, makeIgnitionRoot } from '../../support/machines/run-ignition.ts';

test.skipIf(!canRunIgnition)('Ignition takes a disk that it has set up before', async () => {
  const text = await readIgnitionText(exampleMachines('with-a-disk.nix'), 'node2');
  const root = await makeIgnitionRoot(withoutNetwork(text));
  const start = async () => {
    await root.forget();
    await root.run('fetch');
    return { ...(await root.run('files')), hostname: await root.read('etc/hostname') };
  };
  const good = { exitCode: 0, faults: [], hostname: 'node2.example.com\n' };
  expect(await start()).toEqual(good);
  expect(await start()).toEqual(good);
});

/** Without what is fetched, and without users, for whom programs of the node are started. */
function withoutNetwork(text: string): string {
  const { ignition, storage, systemd } = JSON.parse(text) as {
    ignition: unknown;
    storage: { files: { contents: { source: string } }[]; links: unknown };
    systemd: unknown;
  };
  const files = storage.files.filter(({ contents }) => contents.source.startsWith('data:'));
  return JSON.stringify({ ignition, storage: { files, links: storage.links }, systemd });
}
