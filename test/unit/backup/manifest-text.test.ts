import { describe, expect, test } from 'vitest';
import { manifestText, parseManifest } from '../../../src/backup/manifest-text.ts';
import { exampleManifest } from '../../support/backup-manifest.ts';

const manifest = exampleManifest();
const text = manifestText(manifest);

/** The text of a manifest with some keys as they should not be. */
const changed = (keys: Record<string, unknown>) => {
  const whole = { ...(JSON.parse(text) as object), ...keys };
  const sorted = Object.entries(whole).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(sorted))}\n`;
};

test('a manifest is one line of JSON with its keys in order, and says its format', () => {
  expect(text).toMatch(/^\{"archive":\{"sha256":"a+","size":1000\},"cluster":"shop",.*\}\n$/);
  expect(JSON.parse(text)).toEqual({ format: 'kubernixos-backup/1', ...manifest });
});

test('what is written is read as it was', () => {
  expect(parseManifest(text, manifest.name)).toEqual(manifest);
});

test('what is not known of an imported backup may be missing', () => {
  const imported = exampleManifest({
    clusterUid: null,
    k0sVersion: null,
    server: null,
    replaces: 'k0s_backup_shop_20260201T120000Z',
  });

  expect(parseManifest(manifestText(imported), imported.name)).toEqual(imported);
});

describe('a manifest is refused', () => {
  test('of another backup', () => {
    expect(() => parseManifest(text, 'k0s_backup_shop_20260302T120000Z')).toThrow(
      'it is that of k0s_backup_shop_20260301T120000Z',
    );
  });

  test.each([['kubernixos-backup/2'], [null], [1]])('of the format %j', (format) => {
    expect(() => parseManifest(changed({ format }), manifest.name)).toThrow(
      expect.objectContaining({ code: 'manifest-unknown' }),
    );
  });

  test.each([
    ['no JSON', '{"format":', 'is damaged'],
    ['a list', '[]\n', 'it is no object of JSON'],
    ['nothing', '', 'is damaged'],
    ['more spaces', text.replace(':', ': '), 'it is not written as it is signed'],
    ['no line feed', text.trimEnd(), 'it is not written as it is signed'],
    ['a key twice', text.replace('{', '{"cluster":"other",'), 'it is not written as it is signed'],
  ])('that is %s', (_what, damaged, fault) => {
    expect(() => parseManifest(damaged, manifest.name)).toThrow(fault);
  });

  test.each(Object.keys(manifest))('without %s', (key) => {
    expect(() => parseManifest(changed({ [key]: undefined }), manifest.name)).toThrow(
      `it has no ${key}`,
    );
  });

  test.each([
    ['an unknown key', { extra: 1 }, 'it has an unknown extra'],
    ['a time without a zone', { time: '2026-03-01T12:00:00' }, 'an impossible time'],
    ['a time that no calendar has', { time: '2026-02-30T12:00:00Z' }, 'an impossible time'],
    ['another name than its cluster', { cluster: 'other' }, 'an impossible name'],
    ['a name that leads elsewhere', { name: '../x_shop_20260301T120000Z' }, 'an impossible name'],
    ['a UID that is none', { clusterUid: 'x' }, 'an impossible clusterUid'],
    ['a version that is none', { k0sVersion: 'latest' }, 'an impossible k0sVersion'],
    ['another storage', { storage: 'mysql' }, 'an impossible storage'],
    ['a short digest', { configSha256: 'abc' }, 'an impossible configSha256'],
    ['a digest in capitals', { configSha256: 'C'.repeat(64) }, 'an impossible configSha256'],
    ['itself in its place', { replaces: manifest.name }, 'an impossible replaces'],
    ['a digest for an object', { archive: 'a'.repeat(64) }, 'an impossible archive'],
    [
      'an archive of no bytes',
      { archive: { ...manifest.archive, size: 0 } },
      'archive has an impossible size',
    ],
    [
      'half a byte',
      { archive: { ...manifest.archive, size: 1.5 } },
      'archive has an impossible size',
    ],
    [
      'an unknown key below',
      { archive: { ...manifest.archive, md5: '' } },
      'archive has an unknown md5',
    ],
    [
      'the file of another backup',
      { stored: { ...manifest.stored, file: 'k0s_backup_shop_20250301T120000Z.tar.gz.age' } },
      'stored has an impossible file',
    ],
    [
      'its own manifest as archive',
      { stored: { ...manifest.stored, file: `${manifest.name}.manifest.json` } },
      'stored has an impossible file',
    ],
  ])('with %s', (_what, keys, fault) => {
    expect(() => parseManifest(changed(keys), manifest.name)).toThrow(fault);
  });
});
