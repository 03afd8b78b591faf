import { expect, test } from 'vitest';
import { drillText } from '../../../src/backup/drill-text.ts';
import { manifestText } from '../../../src/backup/manifest-text.ts';
import {
  readRecord,
  type RecordContext,
  type RecordTexts,
} from '../../../src/backup/read-record.ts';
import { exampleManifest } from '../../support/backup-manifest.ts';

const name = 'k0s_backup_shop_20260301T120000Z';
const manifest = exampleManifest({ name });
const signed = { manifest: manifestText(manifest), signature: 'good', drills: [] };

const context: RecordContext = {
  name,
  cluster: 'shop',
  files: [{ name: manifest.stored.file, size: manifest.stored.size }],
  lastAdded: 1000,
  signerOf: ({ signature }) => (signature === 'good' ? 'ed25519:us' : null),
};

test('a backup counts by its signed manifest, with its archive as it was stored', () => {
  expect(readRecord(signed, context)).toEqual({
    type: 'verified',
    manifest,
    signer: 'ed25519:us',
    drills: [],
  });
});

test('a run that was interrupted has left a backup that does not count', () => {
  expect(readRecord({ manifest: null, signature: null, drills: [] }, context)).toEqual({
    type: 'incomplete',
    lastAdded: 1000,
    isSigned: false,
  });
});

test('a signature alone is nothing, and is told', () => {
  expect(readRecord({ ...signed, manifest: null }, context)).toEqual({
    type: 'incomplete',
    lastAdded: 1000,
    isSigned: true,
  });
});

test('a manifest that is gone is told where a drill shows that there was one', () => {
  const drills = [{ text: 'drill', signature: 'good' }];
  expect(readRecord({ manifest: null, signature: null, drills }, context)).toEqual({
    type: 'refused',
    reason: 'its manifest is gone',
  });
});

const refused: readonly (readonly [
  string,
  Partial<RecordTexts>,
  Partial<RecordContext>,
  string,
])[] = [
  ['no signature', { signature: null }, {}, 'the signature of its manifest is gone'],
  ['the signature of another', { signature: 'bad' }, {}, 'signed by none of the signers'],
  ['no JSON', { manifest: '{' }, {}, 'is damaged'],
  ['the manifest of another cluster', {}, { cluster: 'other' }, 'it is of the cluster shop'],
  ['no archive', {}, { files: [] }, 'is gone'],
  [
    'an archive of another size',
    {},
    { files: [{ name: manifest.stored.file, size: 1 }] },
    'its archive has 1 bytes',
  ],
  [
    'the manifest of another backup',
    { manifest: manifestText(exampleManifest({ name: 'k0s_backup_shop_20260101T000000Z' })) },
    {},
    'k0s_backup_shop_20260101T000000Z',
  ],
];

test.each(refused)('with %s it is not trusted', (_what, texts, more, reason) => {
  const state = readRecord({ ...signed, ...texts }, { ...context, ...more });
  expect(state).toEqual({ type: 'refused', reason: expect.stringContaining(reason) as string });
});

test('only drills count that are signed, and about this archive', () => {
  const drill = {
    backup: name,
    time: '2026-03-02T12:00:00Z',
    ok: true,
    archiveSha256: manifest.archive.sha256,
    k0sVersion: 'v1.34.1+k0s.0',
  };
  const drills = [
    { text: drillText(drill), signature: 'good' },
    { text: drillText({ ...drill, time: '2026-03-03T12:00:00Z', ok: false }), signature: 'good' },
    { text: drillText({ ...drill, time: '2026-03-04T12:00:00Z' }), signature: 'bad' },
    { text: drillText({ ...drill, archiveSha256: '0'.repeat(64) }), signature: 'good' },
    { text: drillText({ ...drill, backup: 'other' }), signature: 'good' },
    { text: 'no JSON', signature: 'good' },
  ];
  expect(readRecord({ ...signed, drills }, context)).toMatchObject({
    drills: [{ time: '2026-03-03T12:00:00Z', ok: false }, drill],
  });
});
