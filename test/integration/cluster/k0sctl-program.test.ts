import { once } from 'node:events';
import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeLabHost, labTool } from '../../support/lab/lab-hostgroup.ts';
import { canStartLab, startLab, type Lab } from '../../support/lab/start-lab.ts';
import { CTRL_C } from '../../support/run-at-terminal.ts';
import { waitFor } from '../../support/wait-for.ts';

// What k0sctl is given, and what we make of how it ends: by programs in its place that leave hosts alone.
describe.skipIf(!canStartLab)('a k0sctl', { timeout: 60_000 }, () => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await startLab({ hosts: [{ name: 'ctrl1', hasK0s: true }] });
  });

  afterAll(() => lab.stop());

  const describeHost = () => `timeout = "2m"; ${describeLabHost(lab, 'ctrl1')}`;

  /** With a k0sctl that is this script, for Node. What it calls `dir` is the directory of the tool. */
  const toolWith = async (script: string, hosts = describeHost(), variables = {}) => {
    const tool = await labTool(lab, hosts, { variables: { K0SCTL: './k0sctl', ...variables } });
    const text = `#!${process.execPath}
const { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } = require('node:fs');
const dir = ${JSON.stringify(tool.dir)};
const config = readFileSync(0, 'utf8');
const say = (level, text) => console.log('time="x" level=' + level + ' msg="' + text + '"');
${script}`;
    await writeFile(join(tool.dir, 'k0sctl'), text, { mode: 0o755 });
    return tool;
  };

  test.each([
    ['install', []],
    ['kubeconfig', []],
    ['uninstall', ['--yes', '--cluster=shop']],
  ])('that took a key of a host which is not declared fails %s', async (verb, words) => {
    const { run, dir } = await toolWith(`
appendFileSync(process.env.SSH_KNOWN_HOSTS, 'ctrl1 ssh-ed25519 AAAAnew\\n');
writeFileSync(process.env.XDG_CACHE_HOME + '/k0sctl/k0sctl.log', 'what it did\\n');
const server = process.argv[process.argv.indexOf('--address') + 1];
if (process.argv.includes('kubeconfig'))
  console.log(JSON.stringify({ kind: 'Config', clusters: [{ cluster: { server } }] }));`);
    const { exitCode, stdout, stderr } = await run('cluster', verb, ...words);

    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^error: hosts proved themselves by keys that are not declared:\n {2}ctrl1 ssh-ed25519 AAAAnew$/m,
    );
    expect(stderr).toContain('What was done until then is done.');
    if (verb === 'kubeconfig') expect(stdout).toBe('');
    else {
      const [log = ''] = await readdir(join(dir, 'auditlog'));
      expect(await readFile(join(dir, 'auditlog', log), 'utf8')).toBe('what it did\n');
    }
  });

  test('starts after it is told what will change', async () => {
    const { open } = await toolWith(`
say('info', '==> Running phase: Start at once');
process.exit(1);`);
    const { screen, ended } = open('cluster', 'install');

    expect(await ended).toBe(1);
    const [before = '', after] = screen().split('k0sctl: Start at once');
    expect(before).toContain('+ ctrl1  install k0s v1.33.4+k0s.0 as controller');
    expect(after).toBeDefined();
  });

  test('gets one SIGINT and cleans up, however often Ctrl-C is typed at the terminal', async () => {
    const { open, dir } = await toolWith(`
process.on('SIGINT', () => {
  appendFileSync(dir + '/story', 'SIGINT\\n');
  say('warning', 'Aborting... Press Ctrl-C again to exit now.');
});
say('info', '==> Running phase: Await signals');
const timer = setInterval(() => {
  if (!existsSync(dir + '/go')) return;
  clearInterval(timer);
  // A signal that came before is told first.
  setTimeout(() => {
    appendFileSync(dir + '/story', 'cleaned up\\n');
    process.exit(1);
  }, 1);
}, 10);`);
    const { screen, type, ended } = open('cluster', 'install');
    await waitFor(() => screen().includes('Await signals'), { what: 'k0sctl' });
    type(CTRL_C);
    await waitFor(() => screen().includes('k0sctl stops and cleans up'), { what: 'its answer' });
    type(CTRL_C);
    await waitFor(() => screen().split('^C').length === 3, { what: 'the second Ctrl-C' });
    await writeFile(join(dir, 'go'), '');

    expect(await ended).toBe(130);
    expect(await readFile(join(dir, 'story'), 'utf8')).toBe('SIGINT\ncleaned up\n');
    expect(await readdir(join(dir, 'tmp'))).toEqual([]);
  });

  test('finds the key of a variable in a file that nobody else can read, gone afterwards', async () => {
    const key = (await readFile(lab.keyPath, 'utf8')).trimEnd();
    const { run, dir } = await toolWith(
      `
const { dirname } = require('node:path');
const [, key] = /keyPath"?: "?([^"\\n]+)/.exec(config);
const mode = (path) => (statSync(path).mode & 0o777).toString(8);
writeFileSync(dir + '/seen', JSON.stringify({
  key, text: readFileSync(key, 'utf8'), modes: [mode(dirname(key)), mode(key)],
}));
process.exit(1);`,
      describeHost().replaceAll(`ssh.keyPath = "${lab.keyPath}";`, 'ssh = { };'),
      { K0SCTL_SSH_KEY: key, K0SCTL_SSH_TYPE: 'id_of_the_fleet' },
    );
    expect(await run('cluster', 'install')).toMatchObject({ exitCode: 1 });

    const seen = JSON.parse(await readFile(join(dir, 'seen'), 'utf8')) as { readonly key: string };
    expect(seen).toMatchObject({ text: `${key}\n`, modes: ['700', '600'] });
    expect(basename(seen.key)).toBe('id_of_the_fleet');
    await expect(access(seen.key)).rejects.toThrow('ENOENT');
  });

  test('has a home and a cache by absolute paths, gone afterwards', async () => {
    const { run, dir } = await toolWith(`
const { HOME, XDG_CACHE_HOME } = process.env;
writeFileSync(dir + '/seen', JSON.stringify([HOME, XDG_CACHE_HOME].map((path) => [path, statSync(path).isDirectory()])));
process.exit(1);`);
    expect(await run('cluster', 'install')).toMatchObject({ exitCode: 1 });

    const seen = JSON.parse(await readFile(join(dir, 'seen'), 'utf8')) as [string, boolean][];
    expect(seen.map(([path, isThere]) => [isAbsolute(path), isThere])).toEqual([
      [true, true],
      [true, true],
    ]);
    for (const [path] of seen) await expect(access(path)).rejects.toThrow('ENOENT');
  });

  test('that says all is well is not believed: hosts are waited for', async () => {
    const { start } = await toolWith('');
    const child = start('cluster', 'install');
    let told = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (told += text));
    await waitFor(() => told.includes('not yet: ctrl1'), { what: 'the first look' });
    expect(told).not.toContain('every host is as declared');
    expect(child.exitCode).toBeNull();
    await startController();
    if (child.exitCode === null) await once(child, 'exit');

    expect(child.exitCode).toBe(0);
    expect(told).toMatch(/^shop: every host is as declared$/m);
  });

  const startController = async () => {
    const { exitCode, stderr } = await lab.run(
      'ctrl1',
      `k0s install controller --config=/etc/k0s/k0s.yaml --data-dir=/var/lib/k0s &&
       mkdir -p /etc/k0s && k0s config create >/etc/k0s/k0s.yaml && systemctl start k0scontroller`,
    );
    if (exitCode !== 0) throw new Error(stderr);
  };
});
