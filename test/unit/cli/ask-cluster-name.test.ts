import { expect, test } from 'vitest';
import { askClusterName } from '../../../src/cli/commands/cluster/ask-cluster-name.ts';
import { losingHostLines } from '../../../src/report/losing-hosts.ts';
import type { ClusterHost } from '../../../src/model/cluster-host.ts';
import type { HostSurvey } from '../../../src/model/host-survey.ts';
import { bareHost } from '../../support/seen-host.ts';

const host: ClusterHost = {
  name: 'a',
  role: 'controller',
  isController: true,
  hostname: null,
  reset: false,
  dataDir: '/data',
  program: '/usr/local/bin/k0s',
  transport: { type: 'winRM', address: '10.0.0.1', port: 5985, bastion: null },
};
const hosts: HostSurvey[] = [
  { host, state: { type: 'unsupported' } },
  {
    host: { ...host, name: 'b', transport: { type: 'localhost' } },
    state: {
      type: 'seen',
      ...bareHost,
      status: { role: 'controller', version: 'v1.33.4+k0s.0', pid: 1, dataDir: null },
      hasData: true,
      cluster: { uid: 'u-1', etcdMembers: null, nodes: null },
    },
  },
];

function ask(
  answer: string | null,
  options: { yes?: boolean; named?: string; interactive?: boolean } = {},
) {
  const { yes = false, named = null, interactive = true } = options;
  const questions: string[] = [];
  const told: string[] = [];
  const prompt = {
    interactive,
    ask: (question: string) => {
      questions.push(question);
      return Promise.resolve(answer);
    },
  };
  const tell = (line: string) => {
    told.push(line);
  };
  const { signal } = new AbortController();
  const consent = {
    cluster: 'shop',
    lines: losingHostLines(hosts, ['b: who knows']),
    refusal: 'k0s would go',
  };
  return {
    questions,
    told,
    agreed: askClusterName(consent, { yes, named, prompt, tell }, signal),
  };
}

test('only exactly its name lets a cluster go, and it is told what goes', async () => {
  const { agreed, questions, told } = ask('shop');
  expect(await agreed).toBe(true);
  expect(questions).toEqual(['Type shop to go on: ']);
  expect(told).toEqual([
    'k0s is removed from 2 hosts, with all its data:',
    '  - a (10.0.0.1): /data, not looked into',
    '  - b (this machine): /data, controller v1.33.4+k0s.0, cluster u-1',
    '  ! b: who knows',
  ]);
});

test.each(['', 'yes', 'Shop', 'shop ', null])('another answer keeps it: %j', async (answer) => {
  const { agreed, told } = ask(answer);
  expect(await agreed).toBe(false);
  expect(told.at(-1)).toContain('Nothing was changed.');
});

test('--yes needs the name too; then nobody is asked, and all is told the same', async () => {
  const { agreed, questions, told } = ask(null, { yes: true, named: 'shop', interactive: false });
  expect(await agreed).toBe(true);
  expect(questions).toEqual([]);
  expect(told).toHaveLength(4);
  await expect(ask('shop', { yes: true }).agreed).rejects.toMatchObject({ code: 'needs-consent' });
});

test('where nobody can be asked, nobody agrees', async () => {
  await expect(ask(null, { interactive: false }).agreed).rejects.toMatchObject({
    code: 'needs-consent',
  });
});
