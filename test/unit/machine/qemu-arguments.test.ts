import { expect, test } from 'vitest';
import { qemuArguments, type VirtualMachine } from '../../../src/machine/qemu-arguments.ts';
import { machineOf } from '../../support/machines/machine-builder.ts';

const VM: VirtualMachine = {
  ...{ image: 'a,b.img', firmware: 'bios', efi: null, kvm: false, memoryMebibytes: 1024 },
  ...{ sshPort: null, window: false, interactive: false },
};

const lineOf = (parts: Partial<VirtualMachine>, match = machineOf().match) =>
  qemuArguments({ match }, { ...VM, ...parts }).join(' ');

test('the guest is known by the address, the UUID and the serial number of its machine', () => {
  const match = { macs: ['52:54:00:00:00:01'], uuid: 'aaaa', serial: 'S,1' };
  const line = lineOf({}, match);
  expect(line).toContain('mac=52:54:00:00:00:01');
  expect(line).toContain('-uuid aaaa');
  expect(line).toContain('-smbios type=1,serial=S,,1');
});

test('the image stays as it is, whatever it is called', () => {
  expect(lineOf({})).toContain('format=raw,snapshot=on,file=a,,b.img');
});

test('ssh is forwarded from this machine alone, and only where asked for', () => {
  expect(lineOf({ sshPort: 2222 })).toContain('user,id=net,hostfwd=tcp:127.0.0.1:2222-:22');
  expect(lineOf({})).not.toContain('hostfwd');
});

test('the firmware for UEFI is read, and its variables are written', () => {
  const line = lineOf({ efi: { code: '/f/code', variables: '/tmp/variables' } });
  expect(line).toContain('if=pflash,format=raw,readonly=on,file=/f/code');
  expect(line).toContain('if=pflash,format=raw,readonly=off,file=/tmp/variables');
});

test('emulation is the default', () => {
  expect(lineOf({})).toContain('accel=tcg -cpu max');
  expect(lineOf({ kvm: true })).toContain('accel=kvm -cpu host');
});

test('a terminal is for whoever types, and a window only where asked for', () => {
  expect(lineOf({ interactive: true })).toContain('-serial mon:stdio');
  expect(lineOf({})).toContain('-display none -serial stdio -monitor none');
  expect(lineOf({ window: true })).not.toContain('-display');
});
