import { expect, test } from 'vitest';
import { explainQemu } from '../../../src/machine/explain-qemu.ts';

test.each([
  ["-drive file=/kvm.img: Could not open '/kvm.img': No such file or directory", 'that file'],
  ["-netdev user: Could not set up host forwarding rule 'tcp:127.0.0.1:2222-:22'", '--ssh-port'],
  ["cannot set up guest memory 'pc.ram': Cannot allocate memory", '--memory'],
  ['Could not access KVM kernel module: No such file or directory', '--kvm'],
  ["../../target/i386/kvm/kvm.c:3183: kvm_buf_set_msrs: Assertion `ret' failed.", '--kvm'],
  ["Display 'gtk' is not available.", '--window'],
  ['it was ended by SIGKILL', 'Something else'],
  ['terminating on signal 15 from pid 3931 (timeout)', 'Something else'],
])('says what helps against: %s', (reason, hint) => {
  expect(explainQemu(reason)).toContain(hint);
});

test('says nothing of what is not known', () => {
  expect(explainQemu('it ended with 1')).toBeUndefined();
});
