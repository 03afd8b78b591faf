import type { BackupRecord } from '../model/backup-record.ts';
import { printJson } from '../model/exact-json.ts';
import type { Json } from '../model/json.ts';
import { whyNot } from '../model/why-not.ts';
import { showAge } from '../model/show-age.ts';
import { showBytes } from './show-bytes.ts';
import { tableLines } from './table.ts';

const HEAD = ['BACKUP', 'AGE', 'SIZE', 'K0S', 'STATE', 'DRILL'];

/**
 * A table of backups, a line each, and why some are not to be trusted.
 * @param now in milliseconds since 1970
 */
export function backupListText(records: readonly BackupRecord[], now: number): string {
  const reasons = records.flatMap(({ name, state }) =>
    state.type === 'refused' ? [`- ${name}: ${state.reason}`] : [],
  );
  const incomplete = records.flatMap(({ name, state }) =>
    state.type === 'incomplete' ? [`- ${name}: ${whyNot(state)}`] : [],
  );
  const lines = [
    ...tableLines([HEAD, ...records.map((record) => rowOf(record, now))]),
    ...(reasons.length === 0 ? [] : ['', 'not to be trusted:', ...reasons]),
    ...(incomplete.length === 0 ? [] : ['', 'incomplete:', ...incomplete]),
  ];
  return `${lines.join('\n')}\n`;
}

function rowOf({ name, size, state }: BackupRecord, now: number): readonly string[] {
  if (state.type !== 'verified') return [name, '-', showBytes(size), '-', state.type, '-'];
  const { time, k0sVersion } = state.manifest;
  const [drill] = state.drills;
  return [
    name,
    showAge(now - Date.parse(time)),
    showBytes(size),
    k0sVersion ?? 'unknown',
    'verified',
    drill === undefined
      ? '-'
      : `${drill.ok ? 'good' : 'failed'}, ${showAge(now - Date.parse(drill.time))} ago`,
  ];
}

/** The same as a document of JSON. */
export function backupListJson(records: readonly BackupRecord[]): string {
  return `${printJson(records.map(documentOf), '  ')}\n`;
}

function documentOf({ name, size, state }: BackupRecord): Json {
  const base = { name, size, state: state.type };
  switch (state.type) {
    case 'incomplete':
      return base;
    case 'refused':
      return { ...base, reason: state.reason };
    case 'verified': {
      const { cluster, clusterUid, k0sVersion, server, storage, time } = state.manifest;
      const drills = state.drills.map((drill) => ({
        time: drill.time,
        ok: drill.ok,
        k0sVersion: drill.k0sVersion,
      }));
      return {
        ...base,
        time,
        cluster,
        clusterUid,
        k0sVersion,
        server,
        storage,
        signer: state.signer,
        drills,
      };
    }
  }
}
