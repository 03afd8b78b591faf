import type { BlockDevice } from '../../model/block-device.ts';

const GIBIBYTE = 1024 ** 3;

/** A stick of more than this is rather a disk with data. */
const MOST_GIBIBYTES = 256;

/** What uses a device without being mounted. */
const MEMBERS = /_member$|^(?:crypto_LUKS|BitLocker|bcache|ceph_bluestore|VMFS)/;

/** Why an image of so many bytes must not be written to a device, all reasons; empty where it may be. */
export function judgeDevice(device: BlockDevice, imageBytes: number): readonly string[] {
  const { type, bytes, transport, removable, readOnly, sectorBytes } = device;
  const all = [device, ...below(device)];
  return [
    ...(type === 'disk' ? [] : [`it is no whole disk, but of the type ${type}`]),
    ...(removable || transport === 'usb' ? [] : ['it is neither removable nor connected by USB']),
    ...(readOnly ? ['it is read-only'] : []),
    ...(sectorBytes === 512 ? [] : [`its sectors have ${String(sectorBytes)} bytes, not 512`]),
    ...(bytes < imageBytes
      ? [`it has ${String(bytes)} bytes, and the image has ${String(imageBytes)}`]
      : []),
    ...(bytes > MOST_GIBIBYTES * GIBIBYTE
      ? [
          `it has ${String(Math.floor(bytes / GIBIBYTE))} GiB, more than a stick of ${String(MOST_GIBIBYTES)} GiB`,
        ]
      : []),
    ...all.flatMap(usedBy),
  ];
}

function below({ parts }: BlockDevice): readonly BlockDevice[] {
  return parts.flatMap((part) => [part, ...below(part)]);
}

function usedBy({ path, type, mounts, content }: BlockDevice): readonly string[] {
  return [
    ...mounts.map((mount) =>
      mount === '[SWAP]' ? `${path} is used as swap` : `${path} is mounted on ${mount}`,
    ),
    ...(['disk', 'part', 'loop', 'rom'].includes(type) ? [] : [`${path} (${type}) is built on it`]),
    ...(MEMBERS.test(content) ? [`${path} belongs to something larger: ${content}`] : []),
  ];
}
