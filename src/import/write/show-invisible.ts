import { escapeUnprintable } from '../../model/unprintable.ts';

/**
 * Replaces what nobody could see in a file by an interpolation that says it in ASCII: Nix has no
 * escape for it, but its JSON has.
 */
export function showInvisible(escaped: string): string {
  return escapeUnprintable(escaped, (character) => {
    const units = character.split('').map(escapeUnit);
    return `\${builtins.fromJSON "\\"${units.join('')}\\""}`;
  });
}

function escapeUnit(unit: string): string {
  return `\\\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
