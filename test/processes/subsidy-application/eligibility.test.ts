/** Conditions and amounts of policy items, judged without a server. */
import { describe, expect, it } from 'vitest';
import type {
  Answer,
  Asks,
  Condition,
  FirmFacts,
  Kind,
  PolicyItem,
  Veto,
} from '../../../workflows/subsidy-application/eligibility/item.ts';
import { failed, judge, paysFor, verdict, windowOf } from '../../../workflows/subsidy-application/eligibility/judge.ts';
import { type Evidence, invoice } from '../../../workflows/subsidy-application/evidence.ts';
import { invoiceKey } from '../../../workflows/subsidy-application/holding.ts';
import { inputs } from '../../../workflows/subsidy-application/inputs.ts';

const facts: FirmFacts = {
  ...{ day: '2026-11-30', firm: 'A', name: 'Yinfan', state: 'active', stateFrom: '2020-01-01', foundedOn: '2020-01-01' },
  ...{ size: 'large', industry: 'luggage', honours: [], lists: ['exportBrand'], vetoes: [], before: [] },
};
const item = (amount: Kind, ...conditions: readonly Condition[]): PolicyItem => ({
  ...{ title: { en: 'Item', zh: '项目' }, track: 'normal', amount, conditions, document: '1', years: { from: 2024, to: 2027 } },
});
const FIXED: Kind = { kind: 'fixed', fen: 100 };

const veto = (more: Partial<Veto>): Veto => ({
  ...{ kind: 'taxFraud', title: { en: 'tax fraud', zh: '偷税' }, register: 'credit', firm: 'A', document: '1' },
  ...{ from: '2026-01-01', until: null, ...more },
});
const honour = { list: 'exportBrand', row: 'exportBrand:2026', document: '3', day: '2026-01-20' };

type Row = readonly [Condition, Partial<FirmFacts>, Evidence, Answer, Asks?];
const CONDITIONS: readonly Row[] = [
  [{ condition: 'inDistrict' }, {}, {}, 'yes'],
  [{ condition: 'inDistrict' }, { state: 'suspended' }, {}, 'yes'],
  [{ condition: 'inDistrict' }, { state: 'moved' }, {}, 'no'],
  [{ condition: 'inDistrict' }, { state: 'dissolved' }, {}, 'no'],
  [{ condition: 'activeSince', months: 12 }, { foundedOn: '2025-11-30' }, {}, 'yes'],
  [{ condition: 'activeSince', months: 12 }, { foundedOn: '2025-12-01' }, {}, 'no'],
  [{ condition: 'activeSince', months: 12 }, { state: 'suspended' }, {}, 'no'],
  [{ condition: 'activeSince', months: 12 }, { foundedOn: null }, {}, 'unknown', 'foundedOn'],
  [{ condition: 'activeSince', months: 12 }, { foundedOn: null }, { foundedOn: '2024-02-29' }, 'yes'],
  [{ condition: 'size', sizes: ['large'] }, {}, {}, 'yes'],
  [{ condition: 'size', sizes: ['micro'] }, {}, { size: 'micro' }, 'no'],
  [{ condition: 'size', sizes: ['micro'] }, { size: null }, { size: 'micro' }, 'yes'],
  [{ condition: 'size', sizes: ['micro'] }, { size: null }, {}, 'unknown', 'size'],
  [{ condition: 'industry', industries: ['zips'] }, {}, {}, 'no'],
  [{ condition: 'industry', industries: ['zips'] }, { industry: null }, {}, 'unknown', 'industry'],
  [{ condition: 'revenue', fromFen: 100, toFen: 200 }, {}, { revenueFen: 100 }, 'yes'],
  [{ condition: 'revenue', fromFen: 100, toFen: 200 }, {}, { revenueFen: 200 }, 'yes'],
  [{ condition: 'revenue', fromFen: 100, toFen: 200 }, {}, { revenueFen: 99 }, 'no'],
  [{ condition: 'revenue', fromFen: 100, toFen: 200 }, {}, { revenueFen: 201 }, 'no'],
  [{ condition: 'revenue', fromFen: 100 }, {}, {}, 'unknown', 'revenueFen'],
  [{ condition: 'honour', list: 'exportBrand' }, { honours: [honour] }, {}, 'yes'],
  [{ condition: 'honour', list: 'exportBrand' }, { honours: [{ ...honour, validUntil: '2026-11-30' }] }, {}, 'yes'],
  [{ condition: 'honour', list: 'exportBrand' }, { honours: [{ ...honour, validUntil: '2026-11-29' }] }, {}, 'no'],
  [{ condition: 'honour', list: 'exportBrand' }, { honours: [{ ...honour, day: '2026-12-01' }] }, {}, 'no'],
  [{ condition: 'honour', list: 'exportBrand' }, {}, {}, 'no'],
  [{ condition: 'honour', list: 'cityBrand' }, {}, {}, 'unknown', 'honourLists'],
  [{ condition: 'noSeriousBreach' }, {}, {}, 'yes'],
  [{ condition: 'noSeriousBreach' }, { vetoes: [veto({})] }, {}, 'no'],
  [{ condition: 'noSeriousBreach' }, { vetoes: [veto({ until: '2026-11-30' })] }, {}, 'no'],
  [{ condition: 'noSeriousBreach' }, { vetoes: [veto({ until: '2026-11-29' })] }, {}, 'yes'],
  [{ condition: 'noSeriousBreach' }, { vetoes: [veto({ register: 'safety' })] }, {}, 'yes'],
  [{ condition: 'noSeriousBreach' }, { vetoes: [veto({ firm: 'B' })] }, {}, 'no'],
  [{ condition: 'noSafetyVeto' }, { vetoes: [veto({ register: 'environment' })] }, {}, 'no'],
  [{ condition: 'noSafetyVeto' }, { vetoes: [veto({})] }, {}, 'yes'],
  [{ condition: 'taxFiled' }, {}, { taxFiled: true }, 'yes'],
  [{ condition: 'taxFiled' }, {}, { taxFiled: false }, 'no'],
  [{ condition: 'taxFiled' }, {}, {}, 'unknown', 'taxFiled'],
  [{ condition: 'staffInsured' }, {}, {}, 'unknown', 'staffInsured'],
];

const invoices = (...fen: readonly number[]) =>
  fen.map((one, n) => ({ number: `2633700000000000000${n}`, fen: one, day: '2026-03-01' }));
const PERCENT: Kind = { kind: 'percentOfInvoices', perMille: 333, mostFen: 50_000 };
const UNITS: Kind = { kind: 'perUnit', fen: 2_000_000, most: 3, unit: { en: 'stand', zh: '展位' } };
const REVENUE: Kind = {
  kind: 'tierOfRevenue',
  steps: [
    { fromFen: 1000, fen: 10 },
    { fromFen: 5000, fen: 50 },
  ],
};
const SHARE: Kind = {
  kind: 'share',
  steps: [
    { fromPerMille: 60, fen: 20 },
    { fromPerMille: 80, fen: 30 },
  ],
};
const HONOUR: Kind = { kind: 'tierOfHonour', steps: [{ level: 'gold', fen: 30 }] };

/** Null where nothing is paid, and what is asked for where it isn't known. */
const AMOUNTS: readonly (readonly [Kind, Evidence, number | null | Asks])[] = [
  [FIXED, {}, 100],
  [PERCENT, {}, 'invoices'],
  [PERCENT, { invoices: invoices(1000) }, 333],
  [PERCENT, { invoices: invoices(1, 1, 1) }, null],
  [PERCENT, { invoices: invoices(999, 2002) }, 999],
  [PERCENT, { invoices: invoices(150_150) }, 49_999],
  [PERCENT, { invoices: invoices(150_151) }, 50_000],
  [PERCENT, { invoices: invoices(9_000_000_000_000) }, 50_000],
  [UNITS, {}, 'units'],
  [UNITS, { units: 0 }, null],
  [UNITS, { units: 3 }, 6_000_000],
  [UNITS, { units: 4 }, 6_000_000],
  [REVENUE, {}, 'revenueFen'],
  [REVENUE, { revenueFen: 999 }, null],
  [REVENUE, { revenueFen: 4999 }, 10],
  [REVENUE, { revenueFen: 5000 }, 50],
  [SHARE, { revenueFen: 1000 }, 'rdFen'],
  [SHARE, { rdFen: 1000 }, 'revenueFen'],
  [SHARE, { revenueFen: 0, rdFen: 5 }, null],
  [SHARE, { revenueFen: 1001, rdFen: 60 }, null],
  [SHARE, { revenueFen: 1000, rdFen: 60 }, 20],
  [SHARE, { revenueFen: 9_000_000_000_000, rdFen: 720_000_000_000 }, 30],
  [HONOUR, {}, null],
];

describe('a policy item', () => {
  it.each(CONDITIONS.map(([condition, more, evidence, is, asks]) => ({ condition, more, evidence, is, asks })))(
    'finds $condition with $more and $evidence: $is',
    ({ condition, more, evidence, is, asks }) => {
      const [found] = judge(item(FIXED, condition), { ...facts, ...more }, evidence).conditions.filter(
        ({ key }) => key === condition.condition,
      );
      expect([found?.is, found?.asks]).toEqual([is, asks]);
      expect(Object.values(found?.because ?? {}).every(Boolean)).toBe(true);
    },
  );

  it.each(AMOUNTS.map(([kind, evidence, wanted]) => ({ kind, evidence, wanted })))(
    'reckons $kind with $evidence: $wanted',
    ({ kind, evidence, wanted }) => {
      const judgement = judge(item(kind), facts, evidence);
      const said = judgement.conditions.find(({ key }) => key === 'amount');
      expect(said?.asks ?? judgement.amount?.fen ?? null).toBe(wanted);
    },
  );

  it('takes level and number from the list that names the firm', () => {
    const named = { ...facts, honours: [{ ...honour, level: 'gold', units: 2 }] };
    const listed: Condition = { condition: 'honour', list: 'exportBrand' };
    expect(judge(item(HONOUR, listed), named, {}).amount?.fen).toBe(30);
    expect(judge(item(UNITS, listed), named, { units: 3 }).amount?.fen).toBe(4_000_000);
    expect(verdict(judge(item(HONOUR, listed), { ...facts, lists: [] }, {}))).toBe('unknown');
  });

  it('says all that fails at once, and never a silent no for what isn’t known', () => {
    const strict = item(FIXED, { condition: 'taxFiled' }, { condition: 'revenue', fromFen: 100 }, { condition: 'staffInsured' });
    const wrong = judge(strict, facts, { taxFiled: false, revenueFen: 1 });
    expect(failed(wrong).map(({ key }) => key)).toEqual(['taxFiled', 'revenue']);
    expect(verdict(wrong)).toBe('no');
    expect(verdict(judge(strict, facts, { taxFiled: true, revenueFen: 100 }))).toBe('unknown');
    expect(verdict(judge(strict, facts, { taxFiled: true, revenueFen: 100, staffInsured: true }))).toBe('yes');
  });

  it('pays no firm that has ended here, also where it doesn’t ask', () => {
    expect(verdict(judge(item(FIXED), { ...facts, state: 'dissolved' }, {}))).toBe('no');
  });

  it('is applied for in its window, of its year or of the one after', () => {
    expect(windowOf({}, 2026)).toEqual({ from: '2026-01-01', to: '2026-12-31' });
    expect(windowOf({ window: { from: '03-01', to: '06-30', nextYear: true } }, 2026)).toEqual({
      ...{ from: '2027-03-01', to: '2027-06-30' },
    });
    expect([2023, 2024, 2027, 2028].map((year) => paysFor({ years: { from: 2024, to: 2027 } }, year))).toEqual([
      ...[false, true, true, false],
    ]);
  });
});

describe('an invoice', () => {
  const DIGITAL = '26337000000000000001';
  const read = (number: string, code?: string) =>
    invoice().safeParse({ number, fen: 1, day: '2026-03-01', ...(code === undefined ? {} : { code }) });
  const keyOf = (number: string, code?: string) => {
    const { data } = read(number, code);
    return data && invoiceKey(data);
  };

  it('is one, however its digits are written', () => {
    expect([
      keyOf(DIGITAL),
      keyOf(' 2633 7000 0000 0000 0001 '),
      keyOf('２６３３７００００００００００００００１'),
      keyOf('8000 0001', '3300-1542-30'),
      keyOf('80000001', '033001900104'),
    ]).toEqual([...Array(3).fill(`invoice:${DIGITAL}`), 'invoice:3300154230-80000001', 'invoice:033001900104-80000001']);
    const twice = [DIGITAL, `${DIGITAL.slice(0, 4)} ${DIGITAL.slice(4)}`].map((number) => ({
      number,
      fen: 1,
      day: '2026-03-01',
    }));
    const sent = inputs.fillIn.safeParse({ evidence: { invoices: twice }, files: [] });
    expect(sent.error?.issues[0]?.message).toMatch(/Give each invoice once/);
  });

  it.each([
    ['80000001', undefined, 'code', /has a code, too/],
    [DIGITAL, '3300154230', 'code', /has no code/],
    ['080000001', '3300154230', 'number', /8 digits beside a code/],
    ['8000001', '3300154230', 'number', /8 digits beside a code/],
    [`${DIGITAL}0`, undefined, 'number', /20 digits/],
    ['8000000A', '3300154230', 'number', /8 digits/],
    ['80000001', '33001542301', 'code', /10 or 12 digits/],
  ])('%s with the code %s is refused with what is wrong', (number, code, path, said) => {
    expect(read(number, code).error?.issues).toMatchObject([{ path: [path], message: expect.stringMatching(said) }]);
  });
});
