import { keysOf } from './corpus/places.ts';

const position = String.raw`(?:\[[^\]]*\])*`;

/**
 * Whether a message names a field, such as `spec.ports[0].port`. How it tells the positions in lists
 * is left to it: the API server writes `[0]` or `[name="main"]`.
 */
export function namesField(message: string, path: string): boolean {
  const keys = keysOf(path).map((key) => key.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(String.raw`(?<![\w/-])${keys.join(`${position}\\.`)}(?![\w-])`).test(message);
}
