import { MARKER, MARKER_TEXT } from '../marker.ts';
import { foreignPlace } from '../store-failures.ts';
import type { GitRules, GitWorkspace } from './git-workspace.ts';
import { requireStore } from './open-store.ts';
import { pushChange } from './push-change.ts';

/** Commits the marker, on a new branch or one that is there; a directory with other files is left alone. */
export async function makeStore(
  workspace: GitWorkspace,
  rules: GitRules,
  signal: AbortSignal,
): Promise<'made' | 'there'> {
  let result: 'made' | 'there' = 'made';
  const id = (await workspace.git(['hash-object', '-w', '--stdin'], { stdin: MARKER_TEXT })).trim();
  await pushChange(
    workspace,
    rules,
    {
      message: 'Make a store of backups',
      mustBeSigned: false,
      async decide(state, tried) {
        const [first] = state.tree.entries;
        if (state.tree.marker === null) {
          if (first !== undefined) throw foreignPlace(workspace.place, first.path);
          return [{ path: MARKER, id }];
        }
        await requireStore(workspace, state);
        result = state.head === tried ? 'made' : 'there';
        return [];
      },
    },
    signal,
  );
  return result;
}
