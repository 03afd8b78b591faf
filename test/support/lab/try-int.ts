import { mkdtempSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { startLab } from './start-lab.ts';
const lab = await startLab({ hosts: [{ name: 'ctrl1' }, { name: 'ctrl2' }, { name: 'work1', role: 'worker' }] });
const dir = mkdtempSync('/tmp/w/try2/x-');
const host = (n: string, role: string) => `${n} = { role = "${role}"; address = "${lab.host(n).ipv4}"; ssh.keyPath = "${lab.keyPath}"; hostKey = "${lab.hostKeys.get(n)}"; binary = "${lab.k0sPath}"; };`;
writeFileSync(`${dir}/hg.nix`, `{ network.modules = [ { kubernixos.cluster = { name = "lab"; k0s.version = "v1.33.4+k0s.0"; timeout = "2m"; hosts = { ${host('ctrl1','controller')} ${host('ctrl2','controller')} ${host('work1','worker')} }; }; } ]; }`);
for (const line of process.argv.slice(2)) {
  if (line.startsWith('!')) { const [h, ...s] = line.slice(1).split(' '); console.log(await lab.run(h!, s.join(' '))); continue; }
  console.log(`\n$ ${line}`);
  const { command, args } = lab.enter(process.execPath, ['/tmp/w/cluster/dist/cli.js', `${dir}/hg.nix`, ...line.split(' ')]);
  const t = Date.now();
  const r = spawnSync(command, args, { cwd: dir, env: { ...process.env, HOME: dir, XDG_STATE_HOME: `${dir}/state` }, encoding: 'utf8', timeout: 100000 });
  console.log(r.stdout, r.stderr, 'rc', r.status, (Date.now() - t) / 1000);
}
console.log(spawnSync('ls', ['-lR', dir], { encoding: 'utf8' }).stdout.slice(0, 1500), dir);
await lab.stop();
