import type { Machine, MachineFirmware } from '../model/machine.ts';

/** The virtual machine that an image is tried in. */
export interface VirtualMachine {
  /** From the root. */
  readonly image: string;
  readonly firmware: MachineFirmware;
  /** Files of the firmware for UEFI: its code, and the variables that this run may change. */
  readonly efi: { readonly code: string; readonly variables: string } | null;
  readonly kvm: boolean;
  readonly memoryMebibytes: number;
  /** The port of this machine that leads to the guest's ssh; null for none. */
  readonly sshPort: number | null;
  /** Whether the guest has a screen in a window; else there is its serial line alone. */
  readonly window: boolean;
  /** Whether somebody types at the serial line. */
  readonly interactive: boolean;
}

/**
 * What qemu is told: a machine that firmware and iPXE take for the described one, by address, UUID and
 * serial number. The image stays as it is. A restart ends it.
 */
export function qemuArguments(
  { match }: Pick<Machine, 'match'>,
  vm: VirtualMachine,
): readonly string[] {
  const [mac] = match.macs;
  const forward = vm.sshPort === null ? '' : `,hostfwd=tcp:127.0.0.1:${String(vm.sshPort)}-:22`;
  return [
    ...['-machine', `q35,accel=${vm.kvm ? 'kvm' : 'tcg'}`, '-cpu', vm.kvm ? 'host' : 'max'],
    ...['-m', String(vm.memoryMebibytes), '-smp', '2', '-no-reboot', '-device', 'virtio-rng-pci'],
    ...(vm.window ? [] : ['-display', 'none']),
    ...(vm.interactive ? ['-serial', 'mon:stdio'] : ['-serial', 'stdio', '-monitor', 'none']),
    ...(match.uuid === null ? [] : ['-uuid', match.uuid]),
    ...(match.serial === null ? [] : ['-smbios', `type=1,serial=${escaped(match.serial)}`]),
    ...(vm.efi === null ? [] : [...flash(vm.efi.code, true), ...flash(vm.efi.variables, false)]),
    ...['-drive', `if=none,id=stick,format=raw,snapshot=on,file=${escaped(vm.image)}`],
    ...['-device', 'virtio-blk-pci,drive=stick,bootindex=0'],
    ...['-netdev', `user,id=net${forward}`],
    ...['-device', `virtio-net-pci,netdev=net,romfile=${mac === undefined ? '' : `,mac=${mac}`}`],
  ];
}

function flash(file: string, isReadOnly: boolean): readonly string[] {
  return [
    '-drive',
    `if=pflash,format=raw,readonly=${isReadOnly ? 'on' : 'off'},file=${escaped(file)}`,
  ];
}

/** A comma ends a value, unless it is doubled. */
function escaped(value: string): string {
  return value.replaceAll(',', ',,');
}
