import type { DryRun } from '../../model/dry-run.ts';
import { Failure } from '../../model/failure.ts';
import { isOn, type OptionUse } from './option.ts';

export interface Combination {
  readonly dryRun: DryRun;
  readonly serverSide: boolean;
  /** The use of a flag that counts. */
  readonly last: (name: string) => OptionUse | undefined;
}

/** Throws for flags that kubectl would refuse together, before anything is evaluated. */
export function checkCombination({ dryRun, serverSide, last }: Combination): void {
  const on = (name: string): boolean => {
    const use = last(name);
    return use !== undefined && isOn(use);
  };
  if (serverSide && dryRun === 'client') {
    fail(
      '--server-side with a client dry run',
      'Write --dry-run=server, or leave out --server-side.',
    );
  }
  if (serverSide && on('force')) {
    fail('--force with server-side apply', 'Add --server-side=false, or leave out --force.');
  }
  if (dryRun === 'server' && on('force')) {
    fail('--force with --dry-run=server', 'Write --dry-run=client.');
  }
  if (!serverSide && on('force-conflicts')) {
    fail(
      '--force-conflicts with client-side apply',
      'Leave it out: it is about server-side apply.',
    );
  }
  if (!serverSide && (last('subresource')?.value ?? '') !== '') {
    fail('--subresource with client-side apply', 'It needs server-side apply.');
  }
}

function fail(what: string, hint: string): never {
  throw new Failure({
    code: 'conflicting-options',
    message: `kubectl cannot do ${what}`,
    hint,
  });
}
