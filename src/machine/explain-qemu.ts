const HINTS: readonly (readonly [kind: RegExp, hint: string])[] = [
  [/Could not open/, 'See whether that file is there, and whether you may read it.'],
  [
    /host forwarding rule/,
    'Something else has that port: name another by --ssh-port, or --ssh-port=0 for none.',
  ],
  [/guest memory|allocate memory/, 'Name less by --memory.'],
  [/kvm/i, 'Leave --kvm away, or see whether /dev/kvm is there and yours to use.'],
  [/display|gtk|sdl/i, 'Leave --window away: the console is in the terminal without it.'],
  [/^it was ended by|terminating on signal/, 'Something else ended it, such as want of memory.'],
];

/** What to do about what qemu said, or how it ended; nothing for what is not known. */
export function explainQemu(reason: string): string | undefined {
  return HINTS.find(([kind]) => kind.test(reason))?.[1];
}
