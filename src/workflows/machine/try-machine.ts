import type { EvaluationRequest } from '../../evaluate/evaluation-request.ts';
import { explainQemu } from '../../machine/explain-qemu.ts';
import { qemuArguments, type VirtualMachine } from '../../machine/qemu-arguments.ts';
import { Failure } from '../../model/failure.ts';
import type { Machine, MachineFirmware } from '../../model/machine.ts';
import type { Expectation, Virtualizer } from '../../ports/virtual-machine.ts';
import type { Verdict } from '../verdict.ts';
import { describeMachine, type MachinePorts } from './describe-machines.ts';

export interface TryRequest extends Omit<VirtualMachine, 'efi' | 'firmware' | 'interactive'> {
  readonly name: string;
  /** Null for the first that the machine is described with. */
  readonly firmware: MachineFirmware | null;
  readonly expectation: Expectation | null;
}

export interface TryPorts extends MachinePorts {
  readonly virtualizer: Virtualizer;
  readonly hear: (line: string) => void;
}

/** Boots an image in a virtual machine that is taken for the described one. */
export async function tryMachine(
  request: EvaluationRequest,
  { name, firmware: wanted, expectation, ...vm }: TryRequest,
  { virtualizer, hear, tell, ...ports }: TryPorts,
  signal: AbortSignal,
): Promise<Verdict> {
  const machine = await describeMachine(request, name, { ...ports, tell }, signal);
  if (machine.arch !== 'x86_64') throw otherArch(machine);
  const firmware = wanted ?? machine.boot.firmware[0] ?? 'uefi';
  if (!machine.boot.firmware.includes(firmware))
    tell(`warning: ${name} is not described to start on ${firmware}`);
  try {
    const efi = firmware === 'uefi' ? await virtualizer.prepareEfi() : null;
    const interactive = expectation === null;
    if (vm.sshPort !== null) tell(`ssh -p ${String(vm.sshPort)} core@localhost, once it is up`);
    const args = qemuArguments(machine, { ...vm, firmware, efi, interactive });
    const end = await virtualizer.run(args, expectation, hear, signal);
    if (end.type === 'failed') throw cannotRun(name, end.reason);
    if (expectation === null) return 'done';
    if (end.type !== 'said') throw unmet(name, expectation, end.type);
    tell(`${name} said ${JSON.stringify(expectation.text)}`);
    return 'done';
  } finally {
    await virtualizer.dispose();
  }
}

function otherArch({ name, arch }: Machine): Failure {
  return new Failure({
    code: 'other-arch',
    message: `${name} is a machine of ${arch}, and only those of x86_64 can be tried`,
  });
}

function cannotRun(name: string, reason: string): Failure {
  return new Failure({
    code: 'test-failed',
    message: `${name} could not be run: ${reason}`,
    hint: explainQemu(reason),
  });
}

function unmet(name: string, { text, milliseconds }: Expectation, end: 'late' | 'off'): Failure {
  const what = JSON.stringify(text);
  return new Failure({
    code: 'test-failed',
    message:
      end === 'late'
        ? `${name} did not say ${what} within ${String(milliseconds / 1000)} s`
        : `${name} turned itself off, or started over, and had not said ${what}`,
    hint: 'What it said is above. Does it reach its server? 10.0.2.2 is this machine.',
  });
}
