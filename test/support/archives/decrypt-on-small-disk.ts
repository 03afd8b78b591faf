// Opens a file by a vault, into a disk of its own that is too small, and prints what that says.
//
//     decrypt-on-small-disk.ts RECIPIENTS SOURCE TARGET <IDENTITY

import { text } from 'node:stream/consumers';
import { createVault } from '../../../src/adapters/vaults/create-vault.ts';
import { Failure } from '../../../src/model/failure.ts';
import type { Recipients } from '../../../src/model/backup-rules.ts';

const [recipients = '', source = '', target = ''] = process.argv.slice(2);
const identity = await text(process.stdin);
const vault = createVault(JSON.parse(recipients) as Recipients, identity || null, process.env);
try {
  await vault.decrypt(source, target, new AbortController().signal);
} catch (error) {
  const { code, message } =
    error instanceof Failure ? error : { code: 'no-failure', message: String(error) };
  process.stdout.write(JSON.stringify({ code, message }));
}
