/** The lines of the ledger by which goods come, go and are found to differ. */
import { credit, type Effect, type LedgerLine } from '../effects/index.ts';
import { refuse, type Title } from '../kernel/process.ts';
import { shelf } from '../points-redemption/accounts.ts';
import type { Facts } from './facts.ts';

const short = ({ en, zh }: Title) =>
  refuse(
    'tooFew',
    `There are fewer of ${en} there than that. Look at what the shelf has, and correct the number.`,
    `${zh}库存不足。请核对该点库存后更正数量。`,
  );

const stock = (line: Pick<LedgerLine, 'from' | 'to' | 'amount' | 'rule' | 'until' | 'short'>): LedgerLine => ({
  asset: 'stock',
  ...line,
});
const transit = (caseId: string, sku: string): string => `transit:${caseId}:${sku}`;

/** What came in stands on the shelf, batch by batch. */
export const shelved = ({ site, lines }: Facts): Effect =>
  credit(
    ...lines.map(({ sku, n, bestBefore }, at) =>
      stock({
        from: 'scheme:supplier',
        to: shelf(site.id, sku),
        amount: n,
        rule: `receive:${at + 1}`,
        ...(bestBefore === null ? {} : { until: bestBefore }),
      }),
    ),
  );

/** Goods leave their shelf for another site. */
export const sent = (caseId: string, { site, lines }: Facts): Effect =>
  credit(
    ...lines.map(({ sku, n, title }) =>
      stock({ from: shelf(site.id, sku), to: transit(caseId, sku), amount: n, rule: `send:${sku}`, short: short(title) }),
    ),
  );

/** What was on its way arrives; what didn't is lost. */
export const arrived = (caseId: string, { lines }: Facts, to: string, missing: ReadonlyMap<string, number>): Effect =>
  credit(
    ...lines.flatMap(({ sku, n }) => {
      const lost = missing.get(sku) ?? 0;
      return [
        ...(n > lost ? [stock({ from: transit(caseId, sku), to: shelf(to, sku), amount: n - lost, rule: `arrive:${sku}` })] : []),
        ...(lost > 0 ? [stock({ from: transit(caseId, sku), to: 'scheme:lost', amount: lost, rule: `lost:${sku}` })] : []),
      ];
    }),
  );

export const writtenOff = ({ site, lines, because }: Facts): Effect =>
  credit(
    ...lines.map(({ sku, n, title }) =>
      stock({ from: shelf(site.id, sku), to: `scheme:${because ?? 'lost'}`, amount: n, rule: `off:${sku}`, short: short(title) }),
    ),
  );

/** The book follows what was counted, by the differences: what has moved since is right by itself. */
export const corrected = ({ site, counted }: Facts): readonly Effect[] => {
  const lines = (counted ?? []).flatMap(({ sku, book, counted, title }): LedgerLine[] =>
    counted === book
      ? []
      : counted > book
        ? [stock({ from: 'scheme:counted', to: shelf(site.id, sku), amount: counted - book, rule: `count:${sku}` })]
        : [
            stock({
              from: shelf(site.id, sku),
              to: 'scheme:counted',
              amount: book - counted,
              rule: `count:${sku}`,
              short: short(title),
            }),
          ],
  );
  return lines.length === 0 ? [] : [credit(...lines)];
};
