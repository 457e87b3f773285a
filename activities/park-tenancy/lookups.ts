/** What each act of a tenancy is judged by, or what in its input the tenant's data doesn't know. */
import { daysAfter, lastOfMonths } from '../../workflows/kernel/days.ts';
import { unique } from '../../workflows/kernel/parts.ts';
import { subjectId } from '../../workflows/kernel/subjects.ts';
import type { Facts, Part, Terms } from '../../workflows/park-tenancy/facts.ts';
import { agreedOf, daysHeld, freeFrom, idsOfFirm } from '../../workflows/park-tenancy/holding.ts';
import type { Inputs } from '../../workflows/park-tenancy/inputs.ts';
import { lastOf, monthOf, nextMonth } from '../../workflows/park-tenancy/lease.ts';
import type { Limits } from '../../workflows/park-tenancy/limits.ts';
import { matchedLease } from '../../workflows/park-tenancy/matching.ts';
import { standing } from '../../workflows/park-tenancy/negotiating.ts';
import { dueDay } from '../../workflows/park-tenancy/renting.ts';
import { rowOf } from '../../workflows/park-tenancy/signing.ts';
import type { ParkTenancy, Reference, State } from '../../workflows/park-tenancy/vocabulary.ts';
import { readActor } from '../actors.ts';
import { issue, noRow } from '../found.ts';
import { type ActAsk, defineLookups, type InputIssue } from '../lookups.ts';
import { readSubjects } from '../subjects.ts';
import { readTableRow } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';
import { readDaysOf, readFloor, readOccupant, readRooms, readSitting, readTaken } from './rooms.ts';
import { type FitCriteriaRow, type ParkRow, parkTables } from './tables.ts';

type Ask<Input = unknown> = ActAsk<Input, Facts, Limits>;

/** Reviewers who may judge a firm: they hold the role, and aren't related to it. */
const readReviewers = async (read: TenantRead, firm: Facts['firm'], named?: readonly string[]): Promise<readonly string[]> => {
  const holders =
    named ??
    (
      await read<{ id: string }>(
        `SELECT id FROM holders(current_setting('banjie.tenant', true), 'fitReviewer', NULL, NULL) h`,
        {},
      )
    ).map(({ id }) => id);
  const actors = await Promise.all(unique(holders).map((id) => readActor(read, id)));
  return actors.flatMap((actor) =>
    actor?.grants.some(({ role }) => role === 'fitReviewer') && !idsOfFirm(firm).some((id) => actor.related?.includes(id))
      ? [actor.id]
      : [],
  );
};

/** What lies beyond the tenant's limits. */
const beyond = (
  { months, freeMonths, depositMonths }: Pick<Terms, 'months' | 'freeMonths' | 'depositMonths'>,
  limits: Limits,
): readonly InputIssue[] => {
  const most = (path: string, value: number, limit: number): readonly InputIssue[] =>
    value > limit ? [issue([path], `Give at most ${limit} months.`, `不得超过${limit}个月。`)] : [];
  return [
    ...most('months', months, limits.monthsMax),
    // A lease without any rent would pass by the lowest rent.
    ...most('freeMonths', freeMonths, Math.min(limits.freeMonthsMax, months - 1)),
    ...most('depositMonths', depositMonths, limits.depositMonthsMax),
  ];
};

/** Notices of a case that are public still. */
const readNotices = async (
  read: TenantRead,
  { id, facts }: { readonly id: string; readonly facts: Pick<Facts, 'notice'> },
): Promise<{ readonly notices: readonly string[] }> =>
  facts.notice !== 'running'
    ? { notices: [] }
    : {
        notices: (
          await read<{ id: string }>(
            `SELECT c.id FROM links l JOIN cases c ON c.id = l.from_case
             WHERE l.to_case = $1->>'id' AND l.kind = 'noticeOf' AND l.ended_revision IS NULL AND NOT c.closed ORDER BY 1`,
            { id },
          )
        ).map((one) => one.id),
      };

/** A first day isn’t years away. */
const tooFar = (day: string, today: string, { aheadMonthsMax }: Limits): readonly InputIssue[] => {
  const last = lastOfMonths(today, aheadMonthsMax);
  return day > last ? [issue(['from'], `Choose ${last} or earlier.`, `请选择${last}或之前的日期。`)] : [];
};

const partsIn = ({ lease }: Facts): readonly Part[] => lease?.parts ?? [];
const roomIds = (rooms: readonly { readonly id: string }[]): readonly string[] => rooms.map(({ id }) => id);
const heldDays = (facts: Facts, to: string, limits: Limits): readonly string[] => daysHeld(partsIn(facts), to, limits);

/** The days on which bills through a day are due, and that of the next bill. */
const billDays = (facts: Facts, last: string, today: string, limits: Limits): readonly string[] => {
  const days = [nextMonth(today)];
  for (let day = daysAfter(facts.billing?.billedTo ?? today, 1); day <= last; day = nextMonth(day))
    days.push(daysAfter(dueDay(monthOf(day), today, limits), 1));
  return unique(days);
};

export const parkTenancyLookups = defineLookups<Reference, Inputs, Facts, Limits>()({
  start: async ({ read, input, now, limits }) => {
    const [row, firms, { today }] = await Promise.all([
      readTableRow<ParkRow>(read, 'parks', input.park),
      readSubjects(read, [subjectId('firm', input.firm)]),
      readDaysOf(read, now, () => []),
    ]);
    const firm = firms.get(subjectId('firm', input.firm));
    const issues = [
      ...(row ? [] : [noRow(['park'], input.park, parkTables.parks)]),
      ...(firm
        ? []
        : [
            issue(
              ['firm'],
              'The register has no such firm. Compare the code with the licence, or have the firm entered first.',
              '企业登记中没有该企业，请与营业执照核对，或先登记该企业。',
            ),
          ]),
      ...(firm && ['revoked', 'dissolved', 'moved'].includes(firm.state)
        ? [issue(['firm'], 'This firm has ended. Choose the one that goes on for it.', '该企业已终止，请选择承继企业。')]
        : []),
      ...beyond({ months: input.months, freeMonths: 0, depositMonths: 0 }, limits),
    ];
    const wrong = [...issues, ...tooFar(input.from, today, limits)];
    if (!row || !firm || wrong.length > 0) return { issues: wrong };
    const { title, publicProperty, unit } = row;
    return {
      reference: {
        today,
        park: { id: input.park, title, publicProperty, unit: unit ?? null },
        firm: { uscc: input.firm, name: firm.name },
      },
    };
  },
  admit: async ({ read, input, current: { facts } }) => {
    const park = await readTableRow<ParkRow>(read, 'parks', facts.park.id);
    const [row, reviewers] = await Promise.all([
      park ? readTableRow<FitCriteriaRow>(read, 'fitCriteria', park.criteria) : undefined,
      readReviewers(read, facts.firm, input.reviewers),
    ]);
    const named = input.reviewers ?? [];
    const issues = named.flatMap((id, n) =>
      named.indexOf(id) !== n
        ? [issue(['reviewers', n], 'Name each reviewer once.', '评审人不能重复。')]
        : reviewers.includes(id)
          ? []
          : [
              issue(
                ['reviewers', n],
                'They are no reviewer, or are related to the firm. Name somebody else.',
                '该人员不是评审人或与企业有利害关系，请另行指定。',
              ),
            ],
    );
    if (issues.length > 0) return { issues };
    const criteria = (row?.criteria ?? []).map((one) => ({ ...one, veto: one.veto ?? false }));
    return { reference: { criteria, reviewers } };
  },
  callIn: async ({ read, input, current: { facts } }) => ({
    reference: {
      mayJudge: (await readReviewers(read, facts.firm, [input.reviewer])).length > 0,
    },
  }),
  withdraw: async ({ read, current }) => ({ reference: await readNotices(read, current) }),
  lapse: async ({ read, current, now, limits }) => {
    const [days, notices] = await Promise.all([
      readDaysOf(read, now, () =>
        current.facts.renewing === null ? [] : heldDays(current.facts, current.facts.lease?.to ?? '', limits),
      ),
      readNotices(read, current),
    ]);
    return { reference: { ...days, ...notices } };
  },
  outmatched: async ({ read, current }) => ({ reference: await readNotices(read, current) }),
  offer: async ({ read, input, current: { id, facts, state }, now, limits }) => {
    const wrong = beyond(input, limits);
    if (wrong.length > 0) return { issues: wrong };
    const [found, floor, { today }] = await Promise.all([
      readRooms(read, { park: facts.park.id, rooms: input.rooms, path: ['rooms'] }),
      readFloor(read, facts.park.id, input.rooms),
      readDaysOf(read, now, () => []),
    ]);
    if ('issues' in found) return found;
    // A renewal begins behind the term; that of a lease without one on the day that is offered.
    const follows = state === 'movedIn' && facts.lease && !facts.lease.indefinite ? daysAfter(facts.lease.to, 1) : undefined;
    const next =
      follows ?? input.from ?? (state === 'movedIn' ? daysAfter(facts.billing?.billedTo ?? today, 1) : facts.wish.from);
    const billedTo = state === 'movedIn' ? facts.billing?.billedTo : undefined;
    const issues = [
      ...(follows !== undefined && input.from !== undefined && input.from !== follows
        ? [
            issue(
              ['from'],
              `A renewal begins on ${follows}, behind the term. Leave the day out.`,
              `续租自租期届满次日${follows}起，请留空。`,
            ),
          ]
        : []),
      ...(follows === undefined ? tooFar(next, today, limits) : []),
      ...(next < today ? [issue(['from'], `Choose ${today} or later.`, `请选择${today}或之后的日期。`)] : []),
      ...(billedTo !== undefined && next <= billedTo
        ? [
            issue(
              ['from'],
              `Rent is billed through ${billedTo}. Choose a day after it.`,
              `租金已计至${billedTo}，请选择之后的日期。`,
            ),
          ]
        : []),
    ];
    if (issues.length > 0) return { issues };
    const { months, rentFen, freeMonths, depositMonths, stepPerMille } = input;
    return {
      reference: {
        floor,
        ...(await readNotices(read, { id, facts })),
        terms: {
          ...{ rooms: found.rooms, from: next, to: lastOfMonths(next, months), months, rentFen },
          ...{ freeMonths, depositMonths, stepPerMille },
        },
      },
    };
  },
  agree: async ({ read, current, now, limits }) => {
    const { id, facts, state } = current;
    const offer = standing({ facts, state: state as State });
    const days = await readDaysOf(read, now, () =>
      offer
        ? [
            ...daysHeld([offer], offer.to, limits),
            daysAfter(offer.to, 1),
            ...(state === 'movedIn' ? [...heldDays(facts, offer.to, limits), freeFrom(daysAfter(offer.from, -1), limits)] : []),
          ]
        : [],
    );
    if (!offer) return { reference: { ...days, taken: null, sitting: [] } };
    const during = { from: days.at[offer.from] as number, until: days.at[freeFrom(offer.to, limits)] as number };
    const rooms = roomIds(offer.rooms);
    const [taken, sitting] = await Promise.all([
      readTaken(read, offer.rooms, { caseId: id, during, promised: true }),
      readSitting(read, { rooms, from: offer.from, firm: facts.firm.uscc, caseId: id }),
    ]);
    return { reference: { ...days, taken, sitting } };
  },
  waitFor: async ({ read, input, current: { facts }, now, limits }) => {
    const { from, months } = facts.wish;
    const until = freeFrom(lastOfMonths(from, months), limits);
    const [found, { at }] = await Promise.all([
      readRooms(read, { park: facts.park.id, rooms: input.rooms, path: ['rooms'] }),
      readDaysOf(read, now, () => [from, until]),
    ]);
    if ('issues' in found) return found;
    return { reference: { rooms: found.rooms, during: { from: at[from] as number, until: at[until] as number } } };
  },
  sign: async ({ read, current: { facts }, now }) => {
    const terms = agreedOf(facts);
    return { reference: await readDaysOf(read, now, () => (terms ? [terms.from, daysAfter(terms.to, 1)] : [])) };
  },
  payDeposit: async ({ read, now }) => ({ reference: await readDaysOf(read, now, () => []) }),
  handOver: async ({ read, current: { id, facts } }) => ({
    reference: { occupiedBy: await readOccupant(read, roomIds(partsIn(facts).map(({ room }) => room)), id) },
  }),
  noticeEnded: async ({ read, input, current }) => {
    const own = await read(
      `SELECT 1 FROM cases WHERE id = $1->>'notice' AND process = 'publicNotice' AND facts->'rows' @> $1->'rows'`,
      { notice: input.notice, rows: [{ key: rowOf(current as ParkTenancy) }] },
    );
    return { reference: { isOwn: own.length > 0 } };
  },
  takeOver: async ({ read, current: { id, facts }, now }) => {
    const [days, occupiedBy] = await Promise.all([
      readDaysOf(read, now, () => []),
      readOccupant(read, roomIds(partsIn(facts).map(({ room }) => room)), id),
    ]);
    return { reference: { ...days, occupiedBy } };
  },
  showRival: async ({ read, input }) => {
    const [row] = await read<{ facts: Facts }>(`SELECT facts FROM cases WHERE id = $1->>'id' AND process = 'parkTenancy'`, {
      id: input.case,
    });
    const offer = row?.facts.offers.find(({ version }) => version === input.version);
    if (!offer) return { reference: { terms: null } };
    const { rooms, from, to, months, rentFen, freeMonths, depositMonths, stepPerMille } = offer;
    return { reference: { terms: { rooms, from, to, months, rentFen, freeMonths, depositMonths, stepPerMille } } };
  },
  match: async ({ read, current: { id, facts }, now, limits }) => {
    const [rival] = facts.rivals;
    const next = matchedLease(facts);
    const days = await readDaysOf(read, now, () =>
      next ? [...daysHeld(next.parts, next.to, limits), next.from, daysAfter(next.to, 1)] : [],
    );
    const taken =
      rival && next
        ? await readTaken(read, rival.rooms, {
            caseId: id,
            during: { from: days.at[next.from] as number, until: days.at[freeFrom(rival.to, limits)] as number },
            promised: false,
          })
        : null;
    return { reference: { ...days, taken, ...(await readNotices(read, { id, facts })) } };
  },
  rightLapsed: async ({ read, current: { facts }, now, limits }) => {
    const terms = agreedOf(facts);
    return { reference: await readDaysOf(read, now, () => (terms ? daysHeld([terms], terms.to, limits) : [])) };
  },
  bill: async ({ read, current: { facts }, now, limits }) => ({
    reference: await readDaysOf(read, now, (today) => billDays(facts, lastOf(today), today, limits)),
  }),
  askChange: async ({ read, input, current: { facts }, now }) => {
    const [found, days] = await Promise.all([
      readRooms(read, { park: facts.park.id, rooms: [input.room], path: ['room'] }),
      readDaysOf(read, now, () => []),
    ]);
    if ('issues' in found) return found;
    const [room] = found.rooms;
    return room ? { reference: { ...days, room } } : { issues: [noRow(['room'], input.room, parkTables.parkRooms)] };
  },
  allowChange: async ({ read, current: { id, facts }, now, limits }) => {
    const { change, lease } = facts;
    const to = lease?.to ?? '';
    const days = await readDaysOf(read, now, () =>
      change && lease
        ? [...heldDays(facts, to, limits), change.from, freeFrom(to, limits), freeFrom(daysAfter(change.from, -1), limits)]
        : [],
    );
    if (!change || !lease) return { reference: { ...days, taken: null, floor: null, area: 0, sitting: false } };
    const found = await readRooms(read, { park: facts.park.id, rooms: [change.room.id], path: [] });
    const room = 'rooms' in found ? found.rooms[0] : undefined;
    const during = {
      from: days.at[change.from] as number,
      ...(lease.indefinite ? {} : { until: days.at[freeFrom(to, limits)] as number }),
    };
    const [taken, floor, sitting] = await Promise.all([
      room && change.kind === 'addRoom' ? readTaken(read, [room], { caseId: id, during, promised: true }) : null,
      readFloor(read, facts.park.id, [change.room.id]),
      change.kind === 'addRoom'
        ? readSitting(read, { rooms: [change.room.id], from: change.from, firm: facts.firm.uscc, caseId: id })
        : [],
    ]);
    return { reference: { ...days, taken, floor, area: room?.area ?? 0, sitting: sitting.length > 0 } };
  },
  askRenewal: async ({ read, now }) => ({ reference: await readDaysOf(read, now, () => []) }),
  noteTerm: async ({ read, current: { id, facts }, now, limits }: Ask) => {
    const { lease } = facts;
    const days = await readDaysOf(read, now, () => (lease ? heldDays(facts, lease.to, limits) : []));
    const next = lease
      ? await readTaken(
          read,
          partsIn(facts)
            .filter(({ to }) => to === null)
            .map(({ room }) => room),
          {
            caseId: id,
            during: { from: lease.endsAt },
            promised: true,
          },
        )
      : null;
    return { reference: { ...days, next: next !== null, ...(await readNotices(read, { id, facts })) } };
  },
  giveNotice: async ({ read, input, current: { id, facts }, now, limits }) => ({
    reference: {
      ...(await readNotices(read, { id, facts })),
      ...(await readDaysOf(read, now, (today) => [
        ...heldDays(facts, input.to, limits),
        ...partsIn(facts).map(({ to }) => freeFrom(to !== null && to < input.to ? to : input.to, limits)),
        daysAfter(input.to, 1),
        daysAfter(today, 1),
      ])),
    },
  }),
  inspectExit: async ({ read, current: { facts }, now, limits }) => ({
    reference: await readDaysOf(read, now, (today) => {
      const last = facts.ending && facts.ending.to > today ? facts.ending.to : today;
      return billDays(facts, last, today, limits);
    }),
  }),
  succeed: async ({ read, current: { facts } }) => {
    const own = subjectId('firm', facts.firm.uscc);
    const successor = (await readSubjects(read, [own])).get(own)?.successor;
    if (!successor) return { reference: { firm: null } };
    const next = (await readSubjects(read, [subjectId('firm', successor)])).get(subjectId('firm', successor));
    return { reference: { firm: next ? { uscc: successor, name: next.name } : null } };
  },
});
