import { styleText } from 'node:util';

export type Color = 'red' | 'green' | 'yellow' | 'cyan' | 'dim' | 'bold';

/** Colours text, or leaves it as it is. */
export type Style = (color: Color, text: string) => string;

export function styleFor(colored: boolean): Style {
  return (color, text) => (colored ? styleText(color, text, { validateStream: false }) : text);
}
