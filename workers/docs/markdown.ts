/** Pieces of Markdown of which the pages are made. */
import type { Title } from '../../workflows/kernel/process.ts';

/** A Markdown table; bars in cells are kept from ending them. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ')).join(' | ')} |`)
    .join('\n');

/** Several lines in one cell of a table. */
export const cellOf = (lines: readonly string[]): string => lines.join('<br>');

export const both = ({ en, zh }: Title): string => `${en} ${zh}`;

export const codes = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');
