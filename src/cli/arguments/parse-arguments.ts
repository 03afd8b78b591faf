import { type DeployRequest, type Verb, VERBS } from '../../model/deploy-request.ts';
import { Failure } from '../../model/failure.ts';
import { splitCommandLine } from './command-line.ts';
import { COMMANDS } from './commands.ts';
import { readKubectlArguments } from './kubectl-arguments.ts';
import { VERB_OPTIONS } from './find-option.ts';
import { readOwnArguments, type OwnArguments } from './own-arguments.ts';
import { DEFAULT_OUT } from './own-options.ts';
import { type CommandRequest, parseCommand } from './parse-command.ts';
import { chooseSource } from './source.ts';
import { readWords } from './words.ts';

/** What the user asked for. */
export type Parsed =
  | {
      readonly type: 'deploy';
      readonly request: DeployRequest;
      /** False: no colours; true: as the terminal has it. */
      readonly color: boolean;
    }
  | {
      readonly type: 'command';
      readonly request: CommandRequest;
      readonly color: boolean;
    }
  /** Of a verb or command where one is named, else of all. */
  | { readonly type: 'help'; readonly topic: string | null }
  | { readonly type: 'manual' }
  | { readonly type: 'version' };

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Understands the whole command line, or throws a `Failure` before anything is evaluated.
 * `argv` starts after the program's name; `fileExists` says whether a path is a file.
 */
export function parseArguments(
  argv: readonly string[],
  env: Env,
  fileExists: (path: string) => boolean,
): Parsed {
  const command = parseCommand(argv);
  if (command !== null) return toCommand(command, env);
  const { words, uses } = splitCommandLine(argv, VERB_OPTIONS);
  const own = readOwnArguments(uses);
  if (own.on('help')) return { type: 'help', topic: findTopic(words) };
  if (own.on('version')) return { type: 'version' };
  const { hostgroup: word, verbs } = readWords(words);
  checkVerbs(own, verbs);
  const source = chooseSource({ word, option: own.hostgroup, flake: own.flake, env }, fileExists);
  const request = { verbs, source, kubectl: readKubectlArguments(uses), ...settings(own) };
  checkDocuments(request);
  checkKubeconfig(request);
  return { type: 'deploy', request, color: !own.on('no-color') && !noColor(env) };
}

function toCommand(request: CommandRequest, env: Env): Parsed {
  const { name, words, options } = request;
  if (options.on('help')) return { type: 'help', topic: name };
  if (name === 'help' && options.on('man')) return { type: 'manual' };
  if (name === 'help') return { type: 'help', topic: readTopic(words) };
  return { type: 'command', request, color: !options.on('no-color') && !noColor(env) };
}

/** The one verb of a command line that asks for help; of several, or of slips, the help of all. */
function findTopic(words: readonly string[]): string | null {
  const verbs = words.filter((word) => VERBS.some((verb) => verb === word));
  return verbs.length === 1 ? (verbs[0] ?? null) : null;
}

function readTopic(words: readonly string[]): string | null {
  if (words.length === 0) return null;
  const topic = words.join(' ');
  const topics = [...VERBS, ...COMMANDS.map(({ name }) => name)];
  if (topics.includes(topic)) return topic;
  throw new Failure({
    code: 'unknown-topic',
    message: `there is no help on ${JSON.stringify(topic)}`,
    hint: `There is help on ${topics.join(', ')}.`,
  });
}

function settings(own: OwnArguments): Omit<DeployRequest, 'verbs' | 'source' | 'kubectl'> {
  return {
    evaluator: own.evaluator,
    verifyLibrary: own.on('verify-library'),
    showTrace: own.on('show-trace'),
    clusterKubeconfig: own.on('cluster-kubeconfig'),
    yes: own.on('yes'),
    allowMassPrune: own.on('allow-mass-prune'),
    allowPartial: own.on('allow-partial'),
    allowForeignContents: own.on('allow-foreign-contents'),
    adopt: own.on('adopt'),
    waitReady: own.waitReady,
    yaml: own.on('yaml'),
    json: own.on('json'),
    out: own.out ?? DEFAULT_OUT,
  };
}

/** What speaks with a cluster. */
const CONNECTED: readonly Verb[] = ['plan', 'apply', 'prune'];

/** Throws for an option that says what a verb shall write, without that verb. */
function checkVerbs(own: OwnArguments, verbs: readonly Verb[]): void {
  if (own.on('yaml') && !verbs.includes('dump')) failWithout('yaml', 'dump');
  if (own.on('json') && !verbs.includes('plan')) failWithout('json', 'plan');
  if (own.on('cluster-kubeconfig') && !verbs.some((verb) => CONNECTED.includes(verb)))
    failWithout('cluster-kubeconfig', ...CONNECTED);
  if (own.out !== null && !verbs.includes('build')) failWithout('out', 'build');
  if (own.waitReady !== null && !verbs.includes('apply') && !verbs.includes('prune'))
    failWithout('wait-ready', 'apply', 'prune');
}

function failWithout(option: string, ...verbs: readonly Verb[]): never {
  throw new Failure({
    code: 'option-without-verb',
    message: `--${option} is an option of ${verbs.join(' and ')}`,
    hint: `Add the verb ${verbs.join(' or ')} before the first option, or leave out --${option}.`,
  });
}

/** Throws where standard output would have to be two documents. */
function checkDocuments({ verbs, json, kubectl }: DeployRequest): void {
  const documents = [
    ...(verbs.includes('dump') ? ['dump'] : []),
    ...(json ? ['--json'] : []),
    ...(verbs.includes('apply') && kubectl.output !== null ? ['-o'] : []),
  ];
  if (verbs.includes('plan') && !verbs.includes('apply') && kubectl.output !== null) failOutput();
  if (!json || documents.length < 2) return;
  throw new Failure({
    code: 'conflicting-options',
    message: `${documents.join(' and ')} would each fill standard output with a document`,
    hint: 'Run them one after the other.',
  });
}

/** Throws for flags that lead kubectl away from the cluster of the hostgroup. */
function checkKubeconfig({ clusterKubeconfig, kubectl }: DeployRequest): void {
  const away = kubectl.global.find((flag) => /^(?:--kubeconfig|--server|-s)(?:=|$)/.test(flag));
  if (!clusterKubeconfig || away === undefined) return;
  throw new Failure({
    code: 'conflicting-options',
    message: `--cluster-kubeconfig and ${away.replace(/=.*/, '')} name two clusters`,
    hint: 'Give one of them.',
  });
}

function failOutput(): never {
  throw new Failure({
    code: 'option-without-verb',
    message: '-o is the format of what kubectl apply prints, and plan prints its own',
    hint: 'Write --json for a document, or leave out -o.',
  });
}

/** https://no-color.org */
function noColor(env: Env): boolean {
  return (env['NO_COLOR'] ?? '') !== '';
}
