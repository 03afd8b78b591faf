import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bootFromNetwork } from '../../support/machines/boot-from-network.ts';
import { chooseFreePorts } from '../../support/free-ports.ts';
import { describeMachine, machineTool } from '../../support/machines/machine-tools.ts';
import {
  canBoot,
  type StandInSystem,
  writeStandInSystem,
} from '../../support/machines/stand-in-system.ts';
import { startServer } from '../../support/machines/start-server.ts';
import { waitFor } from '../../support/wait-for.ts';

const MAC = '52:54:00:12:34:56';
const BOOT_MILLISECONDS = 420_000;
const SECRET = 'a"b\\c$d%e';

/** A machine whose system is served on this machine, and what serves it. */
async function makeMachine(
  more: string,
  hashes: (system: StandInSystem) => StandInSystem = (own) => own,
) {
  const [port = 0] = await chooseFreePorts(1);
  const url = `http://10.0.2.2:${String(port)}`;
  const probe = await machineTool('');
  const system = hashes(await writeStandInSystem(join(probe.dir, 'assets')));
  const options = `
    match.macs = [ "${MAC}" ];
    os.flatcar.baseUrl = "${url}/assets";
    boot.consoles = [ "ttyS0,115200" ];
    services.heartbeat.enable = true;
    ${more.replaceAll('URL', `${url}/ignition?mac=52-54-00-12-34-56`)}`;
  const definitions = describeMachine(options, 'node1', system);
  await probe.write('prod.nix', `{ network.modules = [ ({ lib, ... }: { ${definitions} }) ]; }`);
  const made = await probe.run(['image', 'node1', '--out', 'node1.img'], { HEARTBEAT_URL: SECRET });
  if (made.exitCode !== 0) throw new Error(made.stderr);
  const args = ['--listen', `127.0.0.1:${String(port)}`, '--assets', 'assets'];
  const server = await startServer(probe, args);
  const boot = (firmware: string, expected: string) =>
    probe.run([
      ...['test', 'node1', '--image', 'node1.img', '--firmware', firmware],
      ...['--expect', expected, '--timeout', '360', '--memory', '1024'],
    ]);
  return { ...probe, server, boot };
}

async function commandLineOf(tool: Awaited<ReturnType<typeof makeMachine>>): Promise<string> {
  const { stdout } = await tool.run(['ipxe', 'node1']);
  return /initrd=initrd\.magic (.*) \|\|/.exec(stdout)?.[1] ?? 'no command line';
}

async function ignitionHash({
  server,
  dir,
}: Awaited<ReturnType<typeof makeMachine>>): Promise<string> {
  const response = await fetch(`${server.url}/ignition?mac=${MAC}`);
  expect(response.status).toBe(200);
  expect(dir).not.toBe('');
  return createHash('sha512')
    .update(Buffer.from(await response.arrayBuffer()))
    .digest('hex');
}

describe.skipIf(!canBoot)('a stick', { timeout: BOOT_MILLISECONDS }, () => {
  test('starts on UEFI the system that is pinned, with its own configuration and its secrets', async () => {
    const machine = await makeMachine('');
    const { exitCode, stdout, stderr } = await machine.boot('uefi', 'guest done');

    expect(exitCode, stdout + stderr).toBe(0);
    expect(stdout).toContain('guest firmware: uefi');
    expect(stdout).toContain(await commandLineOf(machine));
    expect(stdout).toContain(`guest own configuration: 600 ${await ignitionHash(machine)}`);
    expectSecrets(stdout);
    expect(machine.server.told()).toContain('GET /assets/flatcar_production_pxe.vmlinuz: 200');
    expect(machine.server.told()).not.toContain(SECRET);
  });

  test('starts on a BIOS, where the configuration of this very machine is fetched', async () => {
    const machine = await makeMachine(
      'boot.firmware = [ "bios" ]; boot.verify = "uefi-only"; boot.ignition = "url"; boot.ignitionUrl = "URL";',
    );
    const { exitCode, stdout, stderr } = await machine.boot('bios', 'guest done');

    expect(exitCode, stdout + stderr).toBe(0);
    expect(stdout).toContain('guest firmware: bios');
    expect(stdout).toContain(await commandLineOf(machine));
    expect(stdout).toContain('guest answer: HTTP/1.1 200 OK');
    expect(stdout).toContain(`guest fetched configuration: ${await ignitionHash(machine)}`);
    expectSecrets(stdout);
    expect(machine.server.told()).toContain(`GET /ignition?mac=52-54-00-12-34-56: 200 (node1)`);
  });

  test('refuses on UEFI a system with another hash than is pinned', async () => {
    const machine = await makeMachine('', ({ kernel }) => ({ kernel, initrd: 'f'.repeat(128) }));
    const { exitCode, stdout, stderr } = await machine.boot(
      'uefi',
      'has another hash than is pinned',
    );

    expect(exitCode, stdout + stderr).toBe(0);
    expect(machine.server.told()).toContain(
      'GET /assets/flatcar_production_pxe_image.cpio.gz: 200',
    );
    expect(stdout).not.toContain('guest ');
  });
});

describe.skipIf(!canBoot)('a machine without a stick', { timeout: BOOT_MILLISECONDS }, () => {
  test('boots by its address what is its own, and an unknown one stays down', async () => {
    const { server } = await makeMachine(
      'boot.source = "network"; boot.firmware = [ "bios" ]; boot.verify = "uefi-only"; boot.ignitionUrl = "URL";',
    );
    const script = `http://10.0.2.2:${String(server.port)}/boot.ipxe`;
    const asked = (words: string) =>
      waitFor(() => server.told().includes(words), { deadline: 180_000, what: words });

    bootFromNetwork('52:54:00:99:99:99', script);
    await asked('GET /ipxe?mac=52-54-00-99-99-99');
    bootFromNetwork(MAC, script);
    await asked('GET /assets/flatcar_production_pxe_image.cpio.gz: 200');

    const lines = server.told().split('\n');
    expect(lines.find((line) => line.includes('99-99-99'))).toMatch(/: 404$/);
    expect(lines.find((line) => line.includes('ipxe?mac=52-54-00-12-34-56'))).toMatch(
      /: 200 \(node1\)$/,
    );
    expect(lines.filter((line) => line.includes('pxe.vmlinuz: 200'))).toHaveLength(1);
  });
});

/** Read as root alone may, as they were given, in the quotes of systemd. */
function expectSecrets(stdout: string): void {
  expect(stdout).toContain('guest secrets: 700 0:0');
  expect(stdout).toContain(
    'guest secret /secrets/heartbeat_env: 400 0:0 HEARTBEAT_URL="a\\"b\\\\c\\$d%e"',
  );
}
