/** A firm’s demand, as the rules alone know it. */
import { itemsOf, otherCase, type Played, person, play } from '../../../testing/play.ts';
import type { Facts } from '../../../workflows/enterprise-demand/facts.ts';
import { enterpriseDemand } from '../../../workflows/enterprise-demand/rules.ts';
import type { Named, Reference } from '../../../workflows/enterprise-demand/vocabulary.ts';
import type { Actor } from '../../../workflows/kernel/process.ts';
import { type Staff, staffOf } from '../../../workflows/kernel/staffing.ts';
import { subjectId } from '../../../workflows/kernel/subjects.ts';

export { itemsOf, otherCase };
export const FIRM = '91339901MA9X00011A';
const unit = (id: string, zh: string): Named => ({ id, title: { en: id, zh } });
export const transport = unit('transport', '交通所');
export const planning = unit('planning', '规划办');
export const police = unit('police', '派出所');
export const desk = unit('desk', '派单台');
const all = [transport, planning, police].map(({ id }) => id);

export const handlerOf = ({ id }: Named, name = `handler-${id}`) => person(name, 'handler', { units: [id] });
export const che = handlerOf(transport);
export const foreman = person('lu', 'shiftLeader', { units: [transport.id] });
export const leader = person('hua', 'leader', { units: ['town', ...all, desk.id] });
export const dispatcher = person('tai', 'dispatcher');
export const secondDispatcher = person('tan', 'dispatcher');
export const service = person('zhan', 'serviceLeader');
export const hotline = person('he', 'hotlineAgent');
export const agent: Actor = { ...person('yin', 'firmAgent'), actsFor: [{ subject: subjectId('firm', FIRM) }] };
export const people: readonly Actor[] = [
  ...[che, handlerOf(planning), handlerOf(police), foreman, leader, dispatcher, secondDispatcher, service, hotline, agent],
];
/** Everybody but those who have left. */
export const staffWithoutThese = (...left: readonly Actor[]): Staff =>
  staffOf(
    people.map(({ id, grants }) => ({ id, grants, left: left.some((one) => one.id === id) })),
    new Map(),
    new Map([[subjectId('firm', FIRM), [{ person: agent.id }]]]),
  );

export const roads: Facts['category'] = {
  code: 'logistics',
  title: { en: 'Roads', zh: '道路' },
  joint: false,
  days: null,
  outside: null,
};
export const starting = (more: Partial<Reference['start']> = {}): Reference['start'] => ({
  firm: { code: FIRM, name: 'Yinfan', state: 'active' },
  category: roads,
  department: transport,
  desk,
  wish: null,
  ...more,
});
export const demand = { firm: FIRM, category: 'logistics', text: '货车无法掉头。', urgency: 'normal' as const };
export const filed = (
  more: Partial<Reference['start']> = {},
  staff: Staff = staffWithoutThese(),
  by: Actor = agent,
): Played<Facts> => play<Facts>(enterpriseDemand, { actor: by, input: demand, reference: starting(more) }, staff);
export const accepted = (more: Partial<Reference['start']> = {}, staff?: Staff) => filed(more, staff).does(che, 'accept');
export const HOUR = 3_600_000;
/** What the tenant's data says to an answer that is given in time. */
export const inTime = (played: Played<Facts>, days: number | null = null) => ({
  due: played.now() + 10 * HOUR,
  untilEnds: days === null ? null : played.now() + days * 24 * HOUR,
});
export const answered = (staff?: Staff, kind = 'solved') => {
  const played = accepted({}, staff);
  return played.does(che, 'answer', { kind, text: '已设回车场。' }, inTime(played));
};
export const asked = [planning, police].map((one) => ({ unit: one, people: [`handler-${one.id}`] }));
export const noticesOf = (played: Played<Facts>) => (played.last().notify ?? []).map(({ notice }) => notice);
