import { join } from 'node:path';
import { runProgram, type RunResult } from '../cluster-tools.ts';
import { enterHost, enterLab, writeShell } from './enter-host.ts';
import type { Knob } from './lab-plan.ts';
import type { Command } from './start-lab.ts';

/** What a test does with the hosts, past their network. */
export interface HostOperations {
  /** Runs a shell command as root on a host; never rejects for a non-zero exit. */
  readonly run: (host: string, script: string) => Promise<RunResult>;
  /** Writes a program that is the shell of a host, for those who take theirs from PATH. */
  readonly writeShell: (host: string, path: string) => Promise<void>;
  /** Copies a file of this machine to a host, executable. */
  readonly writeFile: (host: string, path: string, source: string) => Promise<void>;
  readonly setKnob: (host: string, knob: Knob, value?: string) => Promise<void>;
  readonly clearKnob: (host: string, knob: Knob) => Promise<void>;
  /** Every call of k0s and systemctl on a host, as in `k0s status -o json`. */
  readonly calls: (host: string) => Promise<readonly string[]>;
  /** Ends a host for good, as a power cut does. Connections to it are refused as unreachable. */
  readonly powerOff: (host: string) => Promise<void>;
  /** Takes a host off the network: what is sent to it gets no answer. */
  readonly unplug: (host: string) => Promise<void>;
  readonly plug: (host: string) => Promise<void>;
  /** Stops a host's sshd: its port takes connections and then says nothing. */
  readonly freeze: (host: string) => Promise<void>;
  readonly thaw: (host: string) => Promise<void>;
}

/** @param pid of the process whose network, mounts and child process ids are the lab's */
export function operateHosts(pid: number, dir: string): HostOperations {
  const start = ({ command, args }: Command) => runProgram(command, args);
  const inLab = (...words: readonly string[]) => start(enterLab(pid, words));
  const onHost = (host: string, script: string, ...args: readonly string[]) =>
    start(enterHost(pid, dir, host, ['sh', '-c', script, ...args]));
  const must = async (result: Promise<RunResult>): Promise<string> => {
    const { exitCode, stdout, stderr } = await result;
    if (exitCode !== 0) throw new Error(`on a host of the lab: ${stderr || stdout}`);
    return stdout;
  };
  const signal = async (host: string, name: string) => {
    await must(inLab(signalHost, join(dir, 'hosts', `${host}.pid`), name));
  };
  const setLink = async (host: string, state: 'up' | 'down') => {
    await must(inLab('ip link set "$0-eth0" "$1"', host, state));
  };
  return {
    run: (host, script) => onHost(host, script),
    writeShell: (host, path) => writeShell(path, enterHost(pid, dir, host, ['sh'])),
    writeFile: async (host, path, source) => {
      await must(inLab(copyToHost, join(dir, 'hosts', `${host}.pid`), source, path));
    },
    setKnob: async (host, knob, value = '') => {
      await must(onHost(host, 'printf %s "$1" >"/etc/lab-knobs/$0"', knob, value));
    },
    clearKnob: async (host, knob) => {
      await must(onHost(host, 'rm -f "/etc/lab-knobs/$0"', knob));
    },
    calls: async (host) => {
      const text = await must(onHost(host, 'cat /var/log/lab-calls 2>/dev/null || true'));
      return text.split('\n').filter(Boolean);
    },
    powerOff: (host) => signal(host, 'KILL'),
    unplug: (host) => setLink(host, 'down'),
    plug: (host) => setLink(host, 'up'),
    freeze: (host) => signal(host, 'STOP'),
    thaw: (host) => signal(host, 'CONT'),
  };
}

const signalHost = `
pid=$(cat "$0")
kill -"$1" $(cat "/proc/$pid/task/$pid/children")`;

const copyToHost = `
pid=$(cat "$0")
exec <"$1"
exec nsenter --mount="/proc/$pid/ns/mnt" -- sh -c 'cat >"$0" && chmod 755 "$0"' "$2"`;
