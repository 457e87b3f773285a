/** How amounts and lists stand in what is said about a condition. Pure. */
import { enumerated } from '../../kernel/parts.ts';
import type { Title } from '../../kernel/process.ts';

/** Such as 500,000 or 1,234.50: what everybody may read. */
export const yuan = (fen: number): string => {
  const cents = fen % 100;
  const whole = String(Math.floor(fen / 100)).replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return cents === 0 ? whole : `${whole}.${String(cents).padStart(2, '0')}`;
};

export const listed = (values: readonly string[]): Title => enumerated(values);
