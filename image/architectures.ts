/** A processor that there is an image for, as each of the sources calls it. */
export interface Architecture {
  /** As Debian, Go and container images have it. */
  readonly name: 'amd64' | 'arm64';
  /** As npm and Node.js have it. */
  readonly npm: string;
  /** The number of the machine in the header of its programs: e_machine of ELF. */
  readonly machine: number;
}

export const ARCHITECTURES: readonly Architecture[] = [
  { name: 'amd64', npm: 'x64', machine: 0x3e },
  { name: 'arm64', npm: 'arm64', machine: 0xb7 },
];
