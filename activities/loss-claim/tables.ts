/** Who may be liable for a loss, and what each of them, and the alliance, has set aside for it in a year. */
import { z } from 'zod';
import { choice, picked, titled } from '../../workflows/kernel/describe.ts';
import { GOODWILL } from '../../workflows/loss-claim/amount.ts';
import { LIABLE_KINDS } from '../../workflows/loss-claim/facts.ts';
import { key, rowTitle, whole } from '../table-parts.ts';
import type { TableRule } from '../tables.ts';

export const liableParties: TableRule = {
  title: { en: 'Who may be liable', zh: '责任方' },
  key: { en: 'Key of the party', zh: '责任方代码' },
  staffOnly: true,
  row: z.strictObject({
    title: rowTitle(),
    kind: titled('Kind', '类别', choice({ ...LIABLE_KINDS, alliance: ['alliance', '联盟'] })),
    people: titled('Its people', '所属人员', z.array(picked('person', key())).max(500).optional(), [
      'Couriers of a company: it carried what they collected.',
      '快递企业的骑手，其揽收的件由该企业承运。',
    ]),
    contacts: titled('Who hears of claims', '理赔联系人', z.array(picked('person', key())).max(20).optional()),
  }),
  check: (rows) =>
    rows.size === 0 || rows.has(GOODWILL)
      ? undefined
      : {
          en: `Keep the row “${GOODWILL}”: goodwill is paid from its fund.`,
          zh: `须保留“${GOODWILL}”一行，善意补偿由其资金支付。`,
        },
};

export const claimFunds: TableRule = {
  title: { en: 'Funds for claims', zh: '理赔资金' },
  key: { en: 'Party and year, such as alliance:2026', zh: '责任方与年度，例如alliance:2026' },
  staffOnly: true,
  row: z.strictObject({
    party: titled('Party', '责任方', picked('table:liableParties', key())),
    year: titled('Year', '年度', whole(2020, 2100)),
    fen: titled('Set aside', '额度（分）', whole(0, 1_000_000_000)),
  }),
  check: (rows) => {
    for (const [name, row] of rows) {
      const { party, year } = row as { party: string; year: number };
      if (name !== `${party}:${year}`)
        return {
          en: `Call this row ${party}:${year}, after its party and year.`,
          zh: `该行代码须为${party}:${year}（责任方与年度）。`,
        };
    }
    return undefined;
  },
};
