/** A child process, described. */
export interface SupervisedCommand {
  /** Name on PATH, or a path. */
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment: nothing is added. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string | undefined;
  /** What the command reads: this text, the terminal of ours, or nothing (the default). */
  readonly stdin?: { readonly text: string | Uint8Array } | 'inherit' | 'ignore' | undefined;
  /** Ctrl-C reaches every process of the terminal; true for one that must outlast it. */
  readonly ignoreInterrupt?: boolean | undefined;
  /** Whether it gets a session and a process group of its own, which no Ctrl-C reaches. */
  readonly ownGroup?: boolean | undefined;
  /** What asks it to end; TERM unless given. */
  readonly stopSignal?: 'SIGINT' | 'SIGTERM' | undefined;
  /** Between that signal and KILL; 5 unless given. A whole number. */
  readonly graceSeconds?: number | undefined;
  /** Is removed, with all it holds, when the command has ended. */
  readonly removeDirectory?: string | undefined;
  /** Is removed by the watcher where we end before the command; else it is for the caller to remove. */
  readonly abandonedDirectory?: string | undefined;
  /** Sees standard output as it comes, also of a command that is stopped before its end. */
  readonly onStdout?: ((chunk: Uint8Array) => void) | undefined;
  /** Sees standard error as it comes: exec plugins ask people to log in there. */
  readonly onStderr?: ((chunk: Uint8Array) => void) | undefined;
}

const GRACE_SECONDS = 5;

/**
 * The shell leaves a watcher behind and becomes the command, so that terminal, signals, process id
 * and exit status are the command's own. The watcher reads descriptor 3, our lifeline: a line from
 * us says that the command has ended, and another that its directory is gone; the end of the pipe
 * without them says that we have ended, by whatever means, and both must follow. Being no child of
 * the command, it is never waited for. It holds the lifeline before the shell writes on it: our line
 * to a pipe without a reader would break the pipe, and lose what it still brings.
 */
const SCRIPT = `
grace=$1 interrupt=$2 stop=$3 directory=$4
shift 4
(
  (
    trap '' HUP INT QUIT TERM
    read -r word <&3
    if [ "$word" = ended ]; then
      read -r word <&3
      [ "$word" != cleared ] || exit
    else
      kill "-$stop" $$
      tenths=$((grace * 10))
      while [ $tenths -gt 0 ] && kill -0 $$; do
        sleep 0.1 || { sleep 1 && tenths=$((tenths - 9)); } || tenths=0
        tenths=$((tenths - 1))
      done
      kill -KILL $$
    fi
    [ -z "$directory" ] || rm -rf -- "$directory"
  ) </dev/null >/dev/null 2>&1 &
)
if ! command -v "$1" >/dev/null 2>&1; then
  echo missing >&3
  exit 127
fi
[ "$interrupt" = default ] || trap '' INT
exec "$@" 3<&-
`;

/** What `/bin/sh` is called with. */
export function shellArguments(command: SupervisedCommand): string[] {
  const interrupt = command.ignoreInterrupt === true ? 'ignore' : 'default';
  return [
    ...['-c', SCRIPT, 'supervise', String(graceOf(command)), interrupt],
    stopSignalOf(command).slice('SIG'.length),
    command.removeDirectory ?? command.abandonedDirectory ?? '',
    ...[command.command, ...command.args],
  ];
}

/** How long the command may take to end, in seconds. */
export function graceOf({ graceSeconds }: SupervisedCommand): number {
  return graceSeconds ?? GRACE_SECONDS;
}

/** What asks a command to end. */
export function stopSignalOf({ stopSignal }: SupervisedCommand): 'SIGINT' | 'SIGTERM' {
  return stopSignal ?? 'SIGTERM';
}
