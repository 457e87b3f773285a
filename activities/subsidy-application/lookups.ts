/** What the tenant's data says to the rules of an application. */
import { awaited } from '../../workflows/kernel/answers.ts';
import { subjectId } from '../../workflows/kernel/subjects.ts';
import { leftToPay } from '../../workflows/subsidy-application/balance.ts';
import type { Evidence } from '../../workflows/subsidy-application/evidence.ts';
import type { Facts } from '../../workflows/subsidy-application/facts.ts';
import type { Inputs } from '../../workflows/subsidy-application/inputs.ts';
import type { Limits } from '../../workflows/subsidy-application/limits.ts';
import { noticeRow, noticeRowOf } from '../../workflows/subsidy-application/noticing.ts';
import { dueDays } from '../../workflows/subsidy-application/recovering.ts';
import type { FirmFound, Reference } from '../../workflows/subsidy-application/vocabulary.ts';
import { readOver } from '../budget-year/figures.ts';
import { readMoments, readToday } from '../days.ts';
import { noCase } from '../found.ts';
import { type ActAsk, defineLookups, type InputIssues } from '../lookups.ts';
import { readSubjects } from '../subjects.ts';
import { readJointUnits, readLeaders } from './joint-units.ts';
import { readBehind, readMoney, readNext } from './money.ts';
import { sealedAccount } from './register.ts';
import { findFirm, noFirm, readGranted, readStanding } from './standing.ts';
import { testAmount } from './test-amount.ts';

type Ask<Input = unknown> = ActAsk<Input, Facts, Limits>;

/** What is known of the firm once what is sent now is added. */
const known = ({ current: { facts } }: Ask, evidence: Evidence = {}): Evidence => ({ ...facts.evidence, ...evidence });

/** The budget of its year, where that is over. */
const late = async ({ read, current: { facts } }: Ask) => ({ reference: { over: await readOver(read, facts) } });

/** The same of a payment that may be asked back: of another one nothing goes to the budget. */
const lateIfAsked = async (ask: Ask) => (ask.current.facts.recovery === null ? { reference: {} } : late(ask));

const standing = async (ask: Ask<{ readonly evidence?: Evidence | undefined }>) => {
  const found = await readStanding(ask, ask.current.facts, known(ask, ask.input.evidence));
  return 'issues' in found ? found : { reference: found };
};

const next = async (ask: Ask) => {
  const { read, caseId, current } = ask;
  const { facts, state } = current;
  const [found, notice] = await Promise.all([
    readNext(ask, facts),
    state === 'onNotice'
      ? read<{ id: string }>(`SELECT case_id AS id FROM holds WHERE resource = $1->>'row'`, { row: noticeRow(caseId, facts) })
      : [],
  ]);
  return { reference: { ...found, onNotice: notice[0]?.id ?? null } };
};

const withFirm = async <More extends object = Record<never, never>>(
  ask: Ask,
  more?: (firm: FirmFound) => Promise<More> | More,
): Promise<{ reference: { firm: FirmFound } & More } | InputIssues> => {
  const firm = await findFirm(ask, ask.current.facts.firm);
  if (!firm) return noFirm([], ask.current.facts.firm);
  return { reference: { firm, ...(await more?.(firm)) } as { firm: FirmFound } & More };
};

const money = async (ask: Ask, submittedAt: number) => {
  const { facts } = ask.current;
  const [found, granted] = await Promise.all([readMoney(ask, facts, submittedAt), readGranted(ask, facts)]);
  return { ...found, granted };
};

/** Its row on its last notice, and on the one that this corrects in the end. */
const SHOWN = `WITH RECURSIVE rows AS (SELECT n.id, n.facts->>'corrects' AS corrects, r->'values' AS row, n.opened_at AS at FROM cases n, jsonb_array_elements(n.facts->'rows') r
    WHERE n.process = 'publicNotice' AND n.facts->>'parent' = $1->>'parent' AND r->>'key' = $1->>'key'),
  chain AS ((SELECT *, 1 AS n FROM rows ORDER BY at DESC, id DESC LIMIT 1)
    UNION ALL SELECT r.*, c.n + 1 FROM chain c JOIN rows r ON r.id = c.corrects)
  SELECT (SELECT row FROM chain ORDER BY n DESC LIMIT 1) AS first, (SELECT row FROM chain WHERE n = 1) AS last,
    (SELECT name FROM subjects WHERE kind = 'firm' AND key = $1->>'firm') AS name`;

const shown = async ({ read, caseId, current: { facts } }: Ask) => {
  const { notice, batch, firm } = facts;
  if (notice === null) return { reference: { shown: null, name: null } };
  const [found] = await read<{ first: readonly string[] | null; last: readonly string[] | null; name: string | null }>(SHOWN, {
    ...noticeRowOf(caseId, { notice, batch }),
    firm,
  });
  const { first = null, last = null, name = null } = found ?? {};
  return { reference: { shown: first && last && { first, last }, name } };
};

/** Since when the firm is away, where it is. */
const MOVED = `SELECT (states->-1->>'from') AS day FROM subjects WHERE kind = 'firm' AND key = $1->>'firm' AND state = 'moved'`;

export const subsidyApplicationLookups = defineLookups<Reference, Inputs, Facts, Limits>()({
  start: async (ask) => {
    const found = await readStanding(ask, ask.input, ask.input.evidence ?? {});
    return 'issues' in found ? found : { reference: found };
  },
  take: async (ask) => {
    const [found, more] = await Promise.all([readStanding(ask, ask.current.facts, known(ask)), money(ask, ask.now)]);
    return 'issues' in found ? found : { reference: { ...found, ...more } };
  },
  revive: (ask) => standing({ ...ask, input: {} }),
  fillIn: standing,
  submit: async (ask) => {
    const [found, { reference }] = await Promise.all([standing(ask), late(ask)]);
    return 'issues' in found ? found : { reference: { ...found.reference, ...reference } };
  },
  giveMaterial: standing,
  withdraw: next,
  reject: next,
  sendBack: next,
  giveWay: next,
  budgetOver: async (ask) => ({ reference: await readBehind(ask, ask.current.facts) }),
  assess: async (ask) => {
    const [found, units, { reference }] = await Promise.all([
      readStanding(ask, ask.current.facts, known(ask)),
      readJointUnits(ask.read, ask.current.facts.item),
      late(ask),
    ]);
    return 'issues' in found ? found : { reference: { ...found, ...reference, units } };
  },
  jointOver: async ({ read, current: { facts } }) => ({
    reference: { leaders: facts.joint === null || facts.atLeaders ? [] : await readLeaders(read, awaited(facts.joint)) },
  }),
  commit: (ask) => withFirm(ask, () => money(ask, ask.current.facts.submittedAt ?? ask.now)),
  publish: (ask) =>
    withFirm(ask, async ({ code }) => {
      const subject = subjectId('firm', code);
      return { agents: (await readSubjects(ask.read, [subject])).get(subject)?.agents ?? [] };
    }),
  setAccount: (ask) => withFirm(ask),
  rowPassed: shown,
  noticeEnded: shown,
  noticePassed: shown,
  verifyAccount: (ask) =>
    withFirm(ask, () => {
      const { tenant, caseId, secret, input, current } = ask;
      const { test, account, firm } = current.facts;
      if (secret === undefined || account === null) return { right: null, sealed: null };
      const sent = test === null ? null : testAmount(secret, { tenant, caseId, n: test.n, account: account.number });
      return {
        right: input.fen === undefined || sent === null ? null : input.fen === sent,
        sealed: sealedAccount(secret, tenant, firm, account.number),
      };
    }),
  approvePayment: (ask) => withFirm(ask),
  instruct: (ask) => withFirm(ask),
  confirmPayment: lateIfAsked,
  bouncePayment: lateIfAsked,
  clearPayment: lateIfAsked,
  repay: late,
  offsetEnded: late,
  openRecovery: async ({ read, current: { facts } }) => {
    const [found] = await read<{ day: string | null }>(MOVED, { firm: facts.firm });
    const day = found?.day ?? null;
    return { reference: { movedAt: day === null ? null : ((await readMoments(read, [day]))[day]?.startsAt ?? null) } };
  },
  decideRecovery: async (ask) => {
    const day = await readToday(ask.read, ask.now);
    const days = dueDays(day, ask.input.by, ask.input.instalments);
    const [moments, { reference }] = await Promise.all([readMoments(ask.read, days), late(ask)]);
    return {
      reference: {
        ...reference,
        today: day,
        ends: Object.fromEntries(Object.entries(moments).map(([one, { endsAt }]) => [one, endsAt])),
      },
    };
  },
  offset: async ({ read, input: { application } }) => {
    const [found] = await read<{ state: string; facts: Facts }>(
      `SELECT state, facts FROM cases WHERE id = $1->>'id' AND process = 'subsidyApplication'`,
      { id: application },
    );
    if (!found) return { issues: [noCase(['application'], application)] };
    return { reference: { payable: found.state === 'payable' ? leftToPay(found.facts) : 0, firm: found.facts.firm } };
  },
  passToSuccessor: async (ask) => {
    const code = ask.current.facts.ended?.successor ?? null;
    return { reference: { successor: code === null ? null : ((await findFirm(ask, code)) ?? null) } };
  },
});
