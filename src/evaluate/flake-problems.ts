/** What is known of an error that a flake had before anything of it was evaluated, or null. */
export function findFlakeProblem(
  text: string,
): { readonly code: string; readonly message?: string; readonly hint: string } | null {
  return PROBLEMS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

const AS_PATH = "--flake 'path:DIR#NAME' takes the folder as it is, with everything in it";

const PROBLEMS = [
  [
    /executing 'git'/,
    {
      code: 'git-missing',
      message: 'git is missing, and the flake lies in a Git repository',
      hint: `install git; ${AS_PATH}`,
    },
  ],
  [
    /^program 'git' failed/,
    {
      code: 'git-failed',
      hint: `the repository of a flake needs a commit, and git has to trust it; ${AS_PATH}`,
    },
  ],
  [
    /\/flake\.nix['"]?: No such file|flake\.nix['"] (?:file|does not exist)/,
    {
      code: 'flake-missing',
      message: 'there is no flake.nix where --flake points',
      hint: 'correct the reference; in a Git repository `git add` the file, since a flake sees only what Git tracks',
    },
  ],
  [
    /requires lock file changes but they're not allowed/,
    {
      code: 'flake-unlocked',
      message: 'the flake has inputs that its flake.lock does not hold',
      hint: 'run `nix flake lock` where its flake.nix lies, and in a Git repository `git add flake.lock`',
    },
  ],
] as const;
