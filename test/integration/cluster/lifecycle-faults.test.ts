import { once } from 'node:events';
import { access, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { k0sctlPrograms, standInK0sctl } from '../../support/lab/k0sctl-programs.ts';
import { describeLabHost, labTool, type LabTool } from '../../support/lab/lab-hostgroup.ts';
import { canStartLab, startLab, type Lab } from '../../support/lab/start-lab.ts';
import { waitFor } from '../../support/wait-for.ts';

// Each test breaks a lab of its own.
describe.skipIf(!canStartLab).each(k0sctlPrograms)('with %s', (_name, K0SCTL) => {
  let lab: Lab;

  beforeEach(async () => {
    lab = await startLab({ hosts: [{ name: 'ctrl1' }, { name: 'ctrl2' }] });
  });

  afterEach(() => lab.stop());

  const tool = (...more: readonly string[]) => {
    const hosts = ['ctrl1', 'ctrl2'].map(
      (name) => `${describeLabHost(lab, name)} hosts.${name}.binary = "${lab.k0sPath}";`,
    );
    return labTool(lab, `timeout = lib.mkDefault "2m"; ${hosts.join(' ')}`, {
      more,
      variables: { K0SCTL },
    });
  };
  const isUntouched = async (name: string) =>
    (await lab.run(name, 'ls /etc/k0s /var/lib/k0s 2>/dev/null')).stdout === '';

  test.each([
    ['a variable', 'passwordVariable = "WIN";'],
    ['a file', 'passwordFile = "~/win";'],
  ])('a password of %s reaches k0sctl alone, by its standard input', async (_what, declared) => {
    const password = 'correct horse "battery" $staple';
    const { run, dir } = await labTool(
      lab,
      `timeout = "5s"; ${describeLabHost(lab, 'ctrl1')} hosts.ctrl1.binary = "${lab.k0sPath}";
       k0s.version = lib.mkForce "v1.34.1+k0s.0";
       hosts.win = { role = "worker"; address = "127.0.0.1"; winRM = { port = 1; ${declared} }; };`,
      { variables: { K0SCTL: './spy', WIN: password, DRY_RUN: 'true', DEBUG: 'true' } },
    );
    await writeSpy(dir, K0SCTL);
    await writeFile(join(dir, 'win'), `${password}\n`, { mode: 0o600 });
    const { exitCode, stdout, stderr } = await run('cluster', 'install');

    expect(exitCode).toBe(1);
    const [log = ''] = await readdir(join(dir, 'auditlog'));
    const kept = await readFile(join(dir, 'auditlog', log), 'utf8');
    const [given, heard] = await Promise.all(
      ['spy-given', 'spy-heard'].map((name) => readFile(join(dir, name), 'utf8')),
    );
    // In its quotes: without the end of the file's line.
    expect(heard).toContain(JSON.stringify(password).replaceAll('$', String.raw`\u0024`));
    for (const text of [kept, given, stdout, stderr]) expect(text).not.toContain('battery');
    expect(given).not.toMatch(/^(?:DRY_RUN|DEBUG|WIN)=/m);
    expect(given).toMatch(/^HOME=\/.*\/tmp\/kubernixos-k0sctl-/m);
    expect(given).toMatch(/^XDG_CACHE_HOME=\/.*\/tmp\/kubernixos-k0sctl-/m);
  });

  test('an unreachable host stops an installation before anything is done', async () => {
    await lab.powerOff('ctrl2');
    const { run, dir } = await tool('ping.timeout = "1s";');
    const { exitCode, stderr } = await run('cluster', 'install');

    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^- ctrl2 cannot be reached: .+$/m);
    expect(stderr).toContain('Nothing was changed.');
    expect(await isUntouched('ctrl1')).toBe(true);
    expect(await readdir(dir)).not.toContain('auditlog');
  });

  test('a host with another key is an error, and nothing is done', async () => {
    const other = lab.hostKeys.get('ctrl1') ?? '';
    const { run } = await tool(`hosts.ctrl2.hostKey = lib.mkForce "${other}";`);
    const { exitCode, stderr } = await run('cluster', 'install');

    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^- ctrl2 cannot be reached: .*key/m);
    expect(await isUntouched('ctrl1')).toBe(true);
    expect(await isUntouched('ctrl2')).toBe(true);
  });

  test('a kubeconfig comes from the declared host alone, whatever ssh is told', async () => {
    const other = lab.hostKeys.get('ctrl2') ?? '';
    const { run, dir } = await tool(
      `hosts.ctrl1.hostKey = lib.mkForce "${other}"; hosts.ctrl2.hostKey = lib.mkForce "${lab.hostKeys.get('ctrl1') ?? ''}";`,
      'hosts.ctrl1.ssh.options.StrictHostKeyChecking = false;',
    );
    await mkdir(join(dir, '.ssh'));
    await writeFile(join(dir, '.ssh/config'), 'Host *\n  StrictHostKeyChecking no\n');
    const { exitCode, stdout, stderr } = await run('cluster', 'kubeconfig');

    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    const [, verdict = ''] = stderr.split('no controller of shop gave a kubeconfig:');
    expect(verdict.match(/host key mismatch/g)).toHaveLength(2);
  });

  test('a host of openSSH, too, is known by its declared key alone', async () => {
    const ssh = `{ user = "root"; keyPath = "${lab.keyPath}"; }`;
    const { run } = await tool(
      `hosts.ctrl2 = { ssh = lib.mkForce null; openSSH = ${ssh}; };`,
      'hosts.ctrl2.openSSH.options.ControlPath = "none";',
    );
    const { exitCode, stderr } = await run('cluster', 'install');

    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  });

  test('when a controller is gone, another gives the kubeconfig, and a skipped host is told', async () => {
    const { run, dir } = await tool('ping.timeout = "1s";');
    expect(await run('cluster', 'install')).toMatchObject({ exitCode: 0 });
    await lab.powerOff('ctrl1');

    const kubeconfig = await run('cluster', 'kubeconfig', '--out', 'config');
    const removed = await run(
      'cluster',
      'uninstall',
      ...['--yes', '--cluster=shop', '--skip-host=ctrl1'],
    );

    expect(kubeconfig).toMatchObject({ exitCode: 0 });
    expect(kubeconfig.stderr).toContain('no kubeconfig from ctrl1');
    expect(await readFile(join(dir, 'config'), 'utf8')).toContain('server: https://');
    expect(removed).toMatchObject({ exitCode: 1 });
    expect(removed.stderr).toContain('ctrl2: removed');
    expect(removed.stderr).toContain('ctrl1: skipped; k0s stays on it');
  }, 180_000);

  test('a host that cannot be reached is named before anybody is asked to have k0s removed', async () => {
    await lab.powerOff('ctrl1');
    const { open, dir } = await tool('ping.timeout = "1s";');
    // Nobody types the name of the cluster here: a question would wait for ever.
    const { ended, screen } = open('cluster', 'uninstall');

    expect(await ended).toBe(1);
    expect(screen()).toMatch(/^- ctrl1: .+\r?$/m);
    expect(screen()).toContain('--skip-host=NAME');
    expect(screen()).toContain('Nothing was changed.');
    expect(screen()).not.toMatch(/k0s is removed from|Type /);
    expect(await readdir(dir)).not.toContain('auditlog');
    expect((await lab.calls('ctrl2')).join('\n')).not.toMatch(/reset|stop|leave/);
  });

  test('without any controller there is no kubeconfig, and the old file stays', async () => {
    const { run, dir } = await tool();
    const old = 'kind: Config\n# by hand\n\n';
    await writeFile(join(dir, 'config'), old, { mode: 0o640 });
    const { exitCode, stdout, stderr } = await run('cluster', 'kubeconfig', '--out', 'config');

    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('no controller of shop gave a kubeconfig:');
    expect(await readFile(join(dir, 'config'), 'utf8')).toBe(old);
    expect((await stat(join(dir, 'config'))).mode & 0o777).toBe(0o640);
    expect((await readdir(dir)).filter((name) => name.startsWith('config'))).toEqual(['config']);
  });

  test('nor is one made where there was none', async () => {
    const { run, dir } = await tool();
    expect(await run('cluster', 'kubeconfig', '--out', 'config')).toMatchObject({ exitCode: 1 });
    await expect(access(join(dir, 'config'))).rejects.toThrow('ENOENT');
  });

  test('an installation that fails keeps its log, and says why', async () => {
    await lab.setKnob('ctrl1', 'install-fails');
    const { run, dir } = await tool();
    const { exitCode, stderr } = await run('cluster', 'install');

    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^error: k0sctl could not install shop: .*install/m);
    expect(await readdir(join(dir, 'auditlog'))).toHaveLength(1);
    expect(await readdir(join(dir, 'tmp'))).toEqual([]);
  });

  test('Ctrl-C, once or twice, lets k0sctl clean up, keeps the log, and frees the lock', async () => {
    await lab.setKnob('ctrl1', 'not-ready');
    const { start, run, dir } = await tool();
    const { child, told } = await startUntil(start, 'k0sctl: Initialize');
    const busy = await run('cluster', 'install');
    child.kill('SIGINT');
    await waitFor(() => told().includes('clean'), { what: 'the clean-up' });
    child.kill('SIGINT');
    if (child.exitCode === null) await once(child, 'exit');

    expect(busy).toMatchObject({ exitCode: 1 });
    expect(busy.stderr).toContain('another run works on the cluster shop: install by ');
    expect(child.exitCode).toBe(130);
    const [log = ''] = await readdir(join(dir, 'auditlog'));
    expect(await readFile(join(dir, 'auditlog', log), 'utf8')).toContain('clean-up');
    expect(await readdir(join(dir, 'tmp'))).toEqual([]);
    await lab.clearKnob('ctrl1', 'not-ready');
    expect((await run('cluster', 'install', '--dry-run')).stderr).not.toContain('another run');
  });

  test('a run that is killed blocks no other one, and leaves no file behind', async () => {
    await lab.setKnob('ctrl1', 'not-ready');
    const { start, run, dir } = await tool();
    const { child } = await startUntil(start, 'k0sctl: Initialize');
    child.kill('SIGKILL');
    await once(child, 'exit');
    await waitFor(async () => (await readdir(join(dir, 'tmp'))).length === 0, {
      what: 'its files',
    });
    await lab.clearKnob('ctrl1', 'not-ready');

    const next = await run('cluster', 'install');
    expect(next.stderr).not.toContain('another run');
    expect(next.stdout).toContain('cluster shop:\n');
  });

  test('what takes too long is stopped, and said so', async () => {
    await lab.setKnob('ctrl1', 'not-ready');
    const { run } = await tool('timeout = "5s";');
    const { exitCode, stderr } = await run('cluster', 'install');

    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/deadline|longer than 5 s/);
  });
});

test('a k0sctl that is not there is named', async () => {
  const lab = await startLab({ hosts: [{ name: 'ctrl1' }] });
  try {
    const variables = { K0SCTL: `${standInK0sctl}-not` };
    const { run } = await labTool(lab, describeLabHost(lab, 'ctrl1'), { variables });
    const { exitCode, stderr } = await run('cluster', 'install');

    expect(exitCode).toBe(1);
    expect(stderr).toContain('there is no program');
  } finally {
    await lab.stop();
  }
});

/** A k0sctl that writes down its arguments, its environment and its input, and is another one then. */
async function writeSpy(dir: string, program: string): Promise<void> {
  const script = `#!/bin/sh
{ printf '%s\\n' "$@"; env; } >'${dir}/spy-given'
tee '${dir}/spy-heard' | '${program}' "$@"
`;
  await writeFile(join(dir, 'spy'), script, { mode: 0o755 });
}

/** Starts an installation, and returns when it has said something. */
async function startUntil(start: LabTool['start'], words: string) {
  const child = start('cluster', 'install');
  let text = '';
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await waitFor(() => text.includes(words), { what: words });
  return { child, told: () => text };
}
