import { createHash } from 'node:crypto';
import type { IpxeOrigin } from '../model/boot-image.ts';
import type { JsonObject } from '../model/json.ts';
import type { Machine } from '../model/machine.ts';
import type { SuppliedSecrets } from './secrets/gather-secrets.ts';

/** What is known of an image beside its machine. */
export interface ImageOrigin {
  readonly ipxe: IpxeOrigin | null;
  readonly secrets: readonly SuppliedSecrets[];
}

/** What an image is made of, by names, versions and hashes: enough to make it again, and no value. */
export function reproduction(machine: Machine, { ipxe, secrets }: ImageOrigin): JsonObject {
  const { name, hostname, arch, os, boot, parts, ignitionText, kernelCommandLine } = machine;
  return {
    format: 1,
    machine: { name, hostname, arch },
    os: {
      ...{ type: os.type, channel: os.channel, version: os.version },
      kernel: { url: os.kernel.url, sha512: os.kernel.sha512 },
      initrd: { url: os.initrd.url, sha512: os.initrd.sha512 },
    },
    boot: { source: boot.source, firmware: boot.firmware, verify: boot.verify, kernelCommandLine },
    ignition: {
      delivery: boot.ignition.type,
      sha512: createHash('sha512').update(ignitionText).digest('hex'),
    },
    ipxe: ipxe === null ? null : { version: ipxe.version, programs: { ...ipxe.programs } },
    parts: parts.map((part) => ({ ...part })),
    secrets: secrets.map(({ group, file, names }) => ({ group, file, names })),
  };
}
