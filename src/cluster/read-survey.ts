import { type HostState, type K0sStatus, type SeenUnit } from '../model/host-survey.ts';
import type { ShellResult } from '../ports/host-shell.ts';
import { type Answer, readAnswers } from './read-answers.ts';
import { readSeenCluster } from './read-seen-cluster.ts';
import { readStatus } from './read-status.ts';

/** What the survey's script told of a host. */
export function readSurvey(result: ShellResult): HostState {
  if (result.type !== 'ran') return result;
  const answers = readAnswers(result.stdout);
  const broken = answers.get('broken');
  if (broken !== undefined)
    return { type: 'unreached', reason: `${broken.text} does not answer there` };
  if (!answers.has('end')) return brokenOff(result.exitCode);
  const status = readStatus(answers.get('status'));
  return {
    type: 'seen',
    hostname: textOf(answers.get('hostname')).slice(0, LONGEST_NAME),
    program: readProgram(answers.get('version')),
    units: readUnits(answers),
    status,
    hasData: answers.has('data'),
    hasState: answers.has('state'),
    usedDataDir: status?.dataDir ?? readDirectory(answers),
    ca: readHash(answers.get('ca')),
    processes: Number(textOf(answers.get('processes'))) || 0,
    children: Number(textOf(answers.get('children'))) || 0,
    secretFiles: readFiles(answers.get('left')),
    config: readConfig(answers.get('config')),
    cluster: isController(status) ? readSeenCluster(answers) : null,
  };
}

/** The longest name that Linux has for a host, with its domain. */
const LONGEST_NAME = 253;

const UNITS = ['k0scontroller', 'k0sworker', 'k0sserver'] as const;

function brokenOff(exitCode: number): HostState {
  return {
    type: 'unreached',
    reason: `its answer broke off (exit code ${String(exitCode)}); a shell at login must not say or read anything`,
  };
}

function textOf(answer: Answer | undefined): string {
  return answer?.text ?? '';
}

function readProgram(answer: Answer | undefined) {
  if (answer === undefined) return null;
  const [version = null] = /^v?\d[\w.+-]{0,99}$/m.exec(answer.text) ?? [];
  return { version: answer.exitCode === 0 ? version : null };
}

function readUnits(answers: ReadonlyMap<string, Answer>): readonly SeenUnit[] {
  return UNITS.flatMap((name) => {
    const answer = answers.get(`unit-${name}`);
    return answer === undefined ? [] : [{ name, isActive: answer.exitCode === 0 }];
  });
}

function readConfig(answer: Answer | undefined) {
  return answer === undefined ? null : { sha256: readHash(answer) };
}

/** A hash of nothing is that of a file that could not be read. */
function readHash(answer: Answer | undefined): string | null {
  const [sha256 = null] = /^[0-9a-f]{64}\b/.exec(textOf(answer)) ?? [];
  return sha256 === NOTHING ? null : sha256;
}

const NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** What the files of services name. */
function readDirectory(answers: ReadonlyMap<string, Answer>): string | null {
  const named = UNITS.map((name) => textOf(answers.get(`directory-${name}`)));
  return named.find((directory) => directory.startsWith('/')) ?? null;
}

function readFiles(answer: Answer | undefined): readonly string[] {
  return textOf(answer)
    .split('\n')
    .filter((line) => line.startsWith('/'));
}

function isController(status: K0sStatus | null): boolean {
  return status !== null && status.role !== 'worker';
}
