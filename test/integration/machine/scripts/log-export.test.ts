import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeScript } from '../../../support/machines/run-script.ts';

/** A journal of lines that are numbered, whose cursor is the number of the last one. */
const journalctl = [
  'for word; do case $word in --cursor-file=*) file=${word#*=} ;; esac; done',
  'record "journalctl $*"',
  'last=$(cat "$file" 2>/dev/null || echo 0)',
  'tail -n "+$((last + 1))" "$OWN/journal"',
  'total=$(wc -l < "$OWN/journal")',
  '[ "$total" = 0 ] || echo "$total" > "$file"',
].join('\n');

/** Takes what it is sent, unless the other side is down. */
const socat = [
  'record "socat $*"',
  '[ ! -e "$OWN/down" ] || exit 1',
  'file=${2#FILE:}',
  'cat "$file" >> "$OWN/received"',
].join('\n');

async function makeExport(lines: string, more: Readonly<Record<string, string>> = {}) {
  const script = await makeScript('log-export', { journalctl, socat });
  const file = (name: string) => join(script.directory, name);
  await mkdir(file('state'));
  await writeFile(file('journal'), lines);
  const env = {
    STATE_DIRECTORY: file('state'),
    LOGEXPORT_HOST: 'logs.example.com',
    LOGEXPORT_PORT: '12345',
    TLS_OPTIONS: 'verify=1,capath=/etc/ssl/certs',
    ONCE: 'yes',
    ...more,
  };
  return {
    once: () => script.run(env),
    write: (name: string, text: string) => writeFile(file(name), text),
    received: () => readFile(file('received'), 'utf8').catch(() => ''),
    recorded: script.recorded,
    file,
  };
}

test('the journal goes over TLS to the receiver, whose certificate is verified', async () => {
  const logs = await makeExport('one\ntwo\n');
  expect(await logs.once()).toMatchObject({ exitCode: 0, stderr: '' });
  expect(await logs.received()).toBe('one\ntwo\n');
  expect(await logs.recorded()).toContain(
    ' OPENSSL:logs.example.com:12345,verify=1,capath=/etc/ssl/certs',
  );
});

test.each(['fd00::5', '[fd00::5]'])(
  '%s, an address of IPv6, is told from its port',
  async (host) => {
    const logs = await makeExport('one\n', { LOGEXPORT_HOST: host });
    expect(await logs.once()).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await logs.recorded()).toContain(' OPENSSL:[fd00::5]:12345,verify=1,');
  },
);

test('it goes on where it ended, and sends nothing twice', async () => {
  const logs = await makeExport('one\n');
  await logs.once();
  await logs.once();
  await logs.write('journal', 'one\ntwo\n');
  await logs.once();
  expect(await logs.received()).toBe('one\ntwo\n');
});

test('what did not arrive is sent again', async () => {
  const logs = await makeExport('one\n');
  await logs.write('down', '');
  expect(await logs.once()).toMatchObject({ exitCode: 1 });
  await rm(logs.file('down'));
  await logs.write('journal', 'one\ntwo\n');
  expect(await logs.once()).toMatchObject({ exitCode: 0 });
  expect(await logs.received()).toBe('one\ntwo\n');
});

test('an empty journal opens no connection', async () => {
  const logs = await makeExport('');
  expect(await logs.once()).toMatchObject({ exitCode: 0 });
  expect(await logs.recorded()).not.toContain('socat');
});
