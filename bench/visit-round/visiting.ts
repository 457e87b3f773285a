/** The life of each visit: arranged, made or not, recorded, confirmed by word or by silence. */
import { at, HOUR, iso, MINUTE } from '../moved/days.ts';
import { expect } from '../moved/expectation.ts';
import type { Planned } from './plan.ts';
import type { Round, Visit } from './round.ts';

/** Visits of an officer on a day. */
const A_DAY = 4;
const FIRST_HOUR = 9;

type When = { readonly day: string; readonly hour: number };

/** Gives each officer days on which they have time, four visits on each at most. */
export const daysOf = ({ plan, chance }: Pick<Round, 'plan' | 'chance'>) => {
  const days = new Map<string, { readonly order: readonly string[]; given: number }>();
  return (officer: string): When => {
    // The last days are kept for visits that are moved.
    const own = days.get(officer) ?? { order: chance('days', officer).some(plan.days.slice(0, -3), 6), given: 0 };
    days.set(officer, own);
    const place = own.given++;
    // Three at first: a visit that is moved finds a place on its day.
    const day = own.order[Math.floor(place / (A_DAY - 1))] as string;
    return { day, hour: FIRST_HOUR + (place % (A_DAY - 1)) };
  };
};

const demandsOf = ({ firm, demands }: Planned) =>
  Array.from({ length: demands }, (_, n) => ({
    category: n === 0 ? 'logistics' : 'labour',
    text: `${firm.name}诉求${n + 1}`,
    urgency: 'normal',
  }));

/** Plays one visit of a firm of the plan. */
export const visit = async (round: Round, { id, facts }: Visit, planned: Planned, when: When): Promise<void> => {
  const { callers, lives, plan, tally } = round;
  const officer: string = facts.officer.id;
  const { firm, course, minutes } = planned;
  const act = (name: string, person: string, input?: object) => callers.act(`enterpriseVisit.${name}`, person, id, input);
  const startsAt = at(when.day, `${String(when.hour).padStart(2, '0')}:00`);
  await lives.until(startsAt - 4 * 24 * HOUR);
  if (course === 'missed') return;
  await act('arrange', officer, { at: iso(startsAt), with: '生产部' });
  if (course === 'declined') {
    await act('reply', firm.agent, { choice: 'noNeed' });
    return;
  }
  let comesAt = startsAt;
  if (course === 'moved') {
    const [last = ''] = plan.days.slice(-1);
    comesAt = at(last, `${String(FIRST_HOUR + (when.hour % 3))}:${when.hour % 2 === 0 ? '30' : '10'}`.padStart(5, '0'));
    await act('reply', firm.agent, { choice: 'otherTime', at: iso(comesAt) });
    const again = await callers.tryAct('enterpriseVisit.arrange', officer, id, { at: iso(comesAt), with: '生产部' });
    if (again.kind !== 'done') {
      expect(again.kind === 'refused' && again.reason === 'officerFull', `${id} can’t be moved: ${JSON.stringify(again)}`);
      tally.add('moved visits for which nobody had time');
      return;
    }
  }
  await lives.until(comesAt);
  await act('checkIn', officer, { code: firm.code });
  await lives.until(comesAt + minutes * MINUTE);
  const record = {
    ...{ met: '生产部', answers: [{ question: 1, text: '订单稳定' }], demands: demandsOf(planned), policies: [], minutes },
  };
  await act('record', officer, record);
  if (course === 'silent') return;
  await lives.until(comesAt + 4 * HOUR);
  if (course === 'disputed') {
    await act('dispute', firm.agent, { what: '订单有增长' });
    await act('record', officer, { ...record, answers: [{ question: 1, text: '订单增长' }] });
  }
  await act('confirm', firm.agent);
};
