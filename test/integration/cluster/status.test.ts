import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeLabHost, labTool } from '../../support/lab/lab-hostgroup.ts';
import { canStartLab, startLab, type Lab } from '../../support/lab/start-lab.ts';

/** Prints nodes as kubectl does for the columns that are asked for, and leaves all else to the stand-in. */
const K0S = `#!/bin/sh
case "$*" in
*"get nodes"*)
  for name in $(/usr/local/bin/k0s.real kubectl get nodes); do
    ready=True
    [ ! -e "/etc/unready-$name" ] || ready=False
    printf '%s\\t%s\\tv1.33.4+k0s\\n' "$name" "$ready"
  done ;;
*) exec /usr/local/bin/k0s.real "$@" ;;
esac
`;

describe.skipIf(!canStartLab)('cluster status', () => {
  let lab: Lab;

  const must = async (host: string, script: string): Promise<string> => {
    const { exitCode, stdout, stderr } = await lab.run(host, script);
    if (exitCode !== 0) throw new Error(`${script}: ${stderr || stdout}`);
    return stdout.trim();
  };

  /** Has k0s run on a host, as k0sctl would. */
  const install = async (host: string, role: 'controller' | 'worker', first?: string) => {
    const token = first === undefined ? '' : await must(first, `k0s token create --role ${role}`);
    const flags = first === undefined ? '' : '--token-file=/etc/k0s/k0stoken';
    await must(
      host,
      `mkdir -p /etc/k0s && echo '${token}' >/etc/k0s/k0stoken && k0s install ${role} ${flags} && systemctl start k0s${role}
      tries=300; until k0s status >/dev/null 2>&1; do [ $((tries -= 1)) -gt 0 ] || { cat /var/log/k0s${role}.log >&2; exit 1; }; sleep 0.1; done`,
    );
  };

  beforeAll(async () => {
    lab = await startLab({
      hosts: [
        { name: 'ctrl1', hasK0s: true },
        { name: 'ctrl2', hasK0s: true },
        { name: 'jump', role: 'bastion' },
        { name: 'work1', role: 'worker', behind: 'jump', hasK0s: true },
        { name: 'bare1', role: 'worker' },
        { name: 'off1', role: 'worker' },
        { name: 'gone1', role: 'worker' },
      ],
    });
    for (const name of ['ctrl1', 'ctrl2', 'work1'])
      await must(
        name,
        `mv /usr/local/bin/k0s /usr/local/bin/k0s.real && cat >/usr/local/bin/k0s <<'END' && chmod 755 /usr/local/bin/k0s\n${K0S}END`,
      );
    await install('ctrl1', 'controller');
    await install('ctrl2', 'controller', 'ctrl1');
    await install('work1', 'worker', 'ctrl1');
    await lab.powerOff('off1');
    await lab.unplug('gone1');
  });

  afterAll(async () => {
    await lab.stop();
  });

  const worker = { role: 'worker' };
  const look = async (cluster: string, ...args: readonly string[]) =>
    (await labTool(lab, cluster)).run('cluster', 'status', ...args);
  const whole = () =>
    describeLabHost(lab, 'ctrl1') +
    describeLabHost(lab, 'ctrl2') +
    describeLabHost(lab, 'work1', worker);

  test('a cluster that is as declared is told to be so', async () => {
    const { exitCode, stdout } = await look(whole());
    expect(stdout).toMatch(/^HOST +ROLE +K0S +STATE +NODE +ETCD$/m);
    expect(stdout).toMatch(/^ctrl1 +controller +v1\.33\.4\+k0s\.0 +running +- +member$/m);
    expect(stdout).toMatch(/^work1 +worker +v1\.33\.4\+k0s\.0 +running +ready +-$/m);
    expect(stdout).toMatch(/^uid +[0-9a-f-]{36}$/m);
    expect(stdout).toMatch(/^etcd +ctrl1 \(https:\/\/10\.77\.0\.11:2380\), ctrl2 /m);
    expect(stdout).toMatch(/all is as declared\n$/);
    expect(exitCode).toBe(0);
  });

  test('it changes nothing on the hosts', async () => {
    const files =
      'find /etc/k0s /etc/systemd /var/lib/k0s /tmp /root -type f -not -path "*etcd*" -exec sha256sum {} + | sort';
    const before = await must('ctrl2', files);
    const since = (await lab.calls('ctrl2')).length;
    expect(await look(whole())).toMatchObject({ exitCode: 0 });
    expect(await must('ctrl2', files)).toBe(before);
    const calls = (await lab.calls('ctrl2')).slice(since);
    expect(calls).toContain('k0s status -o json');
    for (const call of calls)
      expect(call).toMatch(
        /^(?:k0s (?:version|status|etcd member-list|kubectl get) ?|systemctl (?:show|is-active) )/,
      );
  });

  test('hosts that are not as declared fail it, each with what to do', async () => {
    const { exitCode, stdout } = await look(
      `k0s.version = "v1.34.1+k0s.0"; ping.timeout = "1s"; ${whole()}` +
        ['bare1', 'off1', 'gone1'].map((name) => describeLabHost(lab, name, worker)).join(''),
    );
    expect(stdout).toMatch(
      /^ctrl1 +controller +v1\.34\.1\+k0s\.0 \(runs v1\.33\.4\+k0s\.0\) +running/m,
    );
    expect(stdout).toMatch(/^bare1 +worker +v1\.34\.1\+k0s\.0 +not installed +missing +-$/m);
    expect(stdout).toMatch(/^off1 .* unreachable +unknown +-$/m);
    expect(stdout).toContain('- bare1 has no k0s. Run: kubernixos cluster install\n');
    expect(stdout).toMatch(/^- gone1 cannot be reached: .*Try: kubernixos cluster ping$/m);
    expect(stdout).toMatch(
      /^- ctrl2 runs k0s v1\.33\.4\+k0s\.0, and is declared with v1\.34\.1\+k0s\.0\. /m,
    );
    expect(stdout).toContain('6 things are not as declared:');
    expect(exitCode).toBe(1);
  });

  test('a wrong host key is an error, and says what to do', async () => {
    const wrong = describeLabHost(lab, 'ctrl1', { hostKey: lab.hostKeys.get('ctrl2') ?? '' });
    const { exitCode, stdout } = await look(wrong + describeLabHost(lab, 'ctrl2'));
    expect(stdout).toMatch(/^- ctrl1 cannot be reached: its host key is not the one .* hostKey/m);
    expect(stdout).toMatch(/^ctrl1 .* unreachable /m);
    expect(exitCode).toBe(1);
  });

  test('a member of etcd that is no controller of the cluster is named', async () => {
    const { exitCode, stdout } = await look(
      describeLabHost(lab, 'ctrl1') + describeLabHost(lab, 'work1', worker),
    );
    expect(stdout).toContain('- etcd has the member ctrl2 (https://10.77.0.12:2380)');
    expect(stdout).toContain('k0s etcd leave --peer-address 10.77.0.12');
    expect(exitCode).toBe(1);
  });

  test('a node that no host declares is named, and fails it', async () => {
    const cluster = describeLabHost(lab, 'ctrl1') + describeLabHost(lab, 'ctrl2');
    const { exitCode, stdout } = await look(cluster);
    const { stdout: json } = await look(cluster, '--json');
    expect(stdout).toContain(
      '1 thing is not as declared:\n- work1 is a node of the cluster, and no host',
    );
    expect(stdout).toMatch(/ run: kubectl delete node work1$/m);
    expect(exitCode).toBe(1);
    expect(JSON.parse(json)).toMatchObject({
      ok: false,
      problems: [expect.stringContaining('work1 is a node')],
    });
  });

  test('a node that is not ready fails it', async () => {
    await must('ctrl1', 'touch /etc/unready-work1');
    const { exitCode, stdout } = await look(whole());
    await must('ctrl1', 'rm /etc/unready-work1');
    expect(stdout).toMatch(/^work1 +worker +\S+ +running +not ready +-$/m);
    expect(stdout).toContain('1 thing is not as declared:\n- the node work1 is not ready. Look: ');
    expect(exitCode).toBe(1);
  });

  test('a host in another role fails it', async () => {
    const { exitCode, stdout } = await look(
      describeLabHost(lab, 'ctrl1') + describeLabHost(lab, 'ctrl2', worker),
      '--json',
    );
    const { hosts, problems } = JSON.parse(stdout) as { hosts: unknown[]; problems: string[] };
    expect(hosts).toMatchObject([{}, { role: { declared: 'worker', found: 'controller' } }]);
    expect(problems.join('\n')).toContain('ctrl2 runs as controller, and is declared as worker');
    expect(exitCode).toBe(1);
  });

  test('a stopped k0s is told from one that is not there', async () => {
    await must('work1', 'systemctl stop k0sworker');
    const { exitCode, stdout } = await look(whole());
    await must('work1', 'systemctl start k0sworker');
    expect(stdout).toMatch(/^work1 +worker +\S+ +stopped /m);
    expect(stdout).toContain('- work1 has k0s, which is stopped. Start it there: k0s start\n');
    expect(exitCode).toBe(1);
  });
});
