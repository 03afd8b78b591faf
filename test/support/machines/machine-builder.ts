import type { Machine } from '../../../src/model/machine.ts';
import type { MachineSecrets } from '../../../src/model/machine-secrets.ts';

const LINE = 'flatcar.first_boot=1 ignition.config.url=http://boot.example.com/node1.ign';

/** A machine as Nix describes one, for tests that look at a part of it. */
export function machineOf(parts: Partial<Machine> = {}): Machine {
  const name = parts.name ?? 'node1';
  const line = parts.kernelCommandLine ?? LINE;
  return {
    name,
    hostname: `${name}.example.com`,
    match: { macs: ['52:54:00:12:34:56'], uuid: null, serial: null },
    arch: 'x86_64',
    os: {
      ...{
        type: 'flatcar',
        channel: 'stable',
        version: '4593.2.5',
        baseUrl: 'https://os.example.com',
      },
      kernel: { url: 'https://os.example.com/kernel', sha512: 'a'.repeat(128) },
      initrd: { url: 'https://os.example.com/initrd', sha512: 'b'.repeat(128) },
    },
    boot: {
      ...{ source: 'stick', firmware: ['uefi'], verify: 'required', consoles: [] },
      ignition: { type: 'url', url: 'http://boot.example.com/node1.ign' },
    },
    kernelCommandLine: line,
    ignition: { ignition: { version: '3.3.0' } },
    ignitionText: '{"ignition":{"version":"3.3.0"}}',
    ipxeScript: `#!ipxe\nkernel --name kernel https://os.example.com/kernel initrd=initrd.magic ${line} || goto failed\n`,
    secrets: [],
    parts: [],
    ...parts,
  };
}

/** A group of secrets with these keys, of which those with a star are required. */
export function secretsOf(
  group: string,
  keys: string,
  more: Partial<MachineSecrets> = {},
): MachineSecrets {
  return {
    ...{ group, file: `${group}_env`, format: 'environment', prefixes: [], reserved: [] },
    units: [`${group}.service`],
    keys: keys.split(' ').map((key) => ({
      ...{ name: key.replace('*', ''), required: key.endsWith('*'), description: '' },
    })),
    ...more,
  };
}
