import { ARCHIVE_FILES, type ArchiveContents, STATE_FILES } from '../model/archive-contents.ts';
import { readStorage } from './read-storage.ts';

/** What keeps an archive from restoring a cluster, a sentence each; none where nothing does. */
export function judgeArchive(contents: ArchiveContents): readonly string[] {
  return [
    ...missingFiles(contents),
    ...authorityProblems(contents),
    ...stateProblems(contents),
    ...configProblems(contents),
  ];
}

function missingFiles({ files }: ArchiveContents): readonly string[] {
  return Object.values(ARCHIVE_FILES)
    .filter((file) => !files.includes(file))
    .map((file) => `The archive holds no ${file}.`);
}

function authorityProblems({ authority }: ArchiveContents): readonly string[] {
  return authority === null || authority.isWhole
    ? []
    : [`The cluster's authority is damaged: ${authority.reason}.`];
}

function stateProblems({ files, state }: ArchiveContents): readonly string[] {
  const both = Object.values(STATE_FILES);
  if (state === null)
    return [`The archive holds no state of the cluster, neither ${both.join(' nor ')}.`];
  if (both.every((file) => files.includes(file)))
    return [`The archive holds two states of a cluster, ${both.join(' and ')}.`];
  return state.isWhole ? [] : [`${state.file} is damaged: ${state.reason}.`];
}

/** Where the configuration says nothing, k0s decides by the role of the host. */
function configProblems({ config, state }: ArchiveContents): readonly string[] {
  if (config === null) return [];
  const storage = readStorage(config);
  switch (storage.type) {
    case 'unreadable':
      return [`${ARCHIVE_FILES.config} cannot be read: ${storage.reason}.`];
    case 'external':
      return [
        `By ${ARCHIVE_FILES.config}, the state is kept outside of the cluster, in ${storage.place}, which k0s does not back up.`,
      ];
    case 'unsaid':
      return [];
    case 'etcd':
    case 'sqlite':
      return state === null || state.type === storage.type
        ? []
        : [
            `By ${ARCHIVE_FILES.config}, the state is kept in ${storage.type}, but the archive holds ${state.file}.`,
          ];
  }
}
