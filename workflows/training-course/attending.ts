/** Who was there: by a code of the hour, by the lecturer's roll, or by minutes of a live stream. */
import { attend, book, type Effect } from '../effects/index.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/process.ts';
import { begunSession, enrolmentFacts, enrolmentOf, onlyLecturer } from './course.ts';
import { notForThem } from './enrolling.ts';
import type { Attendance, Enrolment, Facts } from './facts.ts';
import { withPlaces } from './places.ts';
import type { Candidate, RulesOf } from './vocabulary.ts';

const otherwise = ({ format }: Facts, by: readonly Attendance[]): Refusal | undefined =>
  by.includes(format.attendance)
    ? undefined
    : refuse(
        'otherAttendance',
        format.attendance === 'minutes'
          ? 'This course is a live stream: its lecturer records the minutes that people watched.'
          : `A course of the format “${format.en}” goes by the lecturer’s roll.`,
        format.attendance === 'minutes' ? '本课程为直播，按观看分钟数计考勤，由讲师登记。' : `“${format.zh}”由讲师点名登记。`,
      );

/** A list of those who were there, and of those who weren't after all. */
type Sheet = { readonly present: readonly string[]; readonly absent?: readonly string[]; readonly others: readonly Candidate[] };

/** The enrolments of all on the list. Who came without a place has one by it, as long as the course is for them. */
const placesOf = (facts: Facts, { present, absent = [], others }: Sheet): ReadonlyMap<string, Enrolment> | Refusal => {
  const known = new Map(others.map((candidate) => [candidate.person.id, candidate]));
  const isIn = (id: string) => enrolmentOf(facts, id)?.state === 'enrolled';
  const stranger = [...absent.filter((id) => !isIn(id)), ...present.filter((id) => !isIn(id) && !known.has(id))];
  if (stranger.length > 0)
    return refuse(
      'notEnrolled',
      `These have no place in this course: ${stranger.join(', ')}. Take them off the list.`,
      `以下人员未报名本课程：${stranger.join('、')}。请从名单中去掉。`,
    );
  const places = new Map<string, Enrolment>();
  for (const id of [...present, ...absent]) {
    const candidate = known.get(id);
    const wrong = candidate && !isIn(id) ? notForThem(facts, candidate) : undefined;
    if (wrong) return wrong;
    places.set(id, isIn(id) || !candidate ? (enrolmentOf(facts, id) as Enrolment) : walkIn(facts, candidate, places.size));
  }
  return places;
};

const walkIn = (facts: Facts, { person }: Candidate, before: number): Enrolment => ({
  name: person.name,
  unit: person.unit ?? null,
  turn: facts.turns + before + 1,
  attended: {},
  ...enrolmentOf(facts, person.id),
  state: 'enrolled',
  walkIn: true,
});

/** The sessions in which somebody was. */
export const sessionsOf = ({ sessions }: Facts, { attended }: Pick<Enrolment, 'attended'>) =>
  sessions.filter(({ n }) => Object.hasOwn(attended, n));

/** That somebody was there, and so nowhere else. */
export const presence = (facts: Facts, id: string, enrolment: Pick<Enrolment, 'attended'>): Effect =>
  attend(id, sessionsOf(facts, enrolment));

/** What follows from the list. Who came without a place can't have had another one in those sessions, and nobody was elsewhere. */
const noted = (facts: Facts, changes: readonly (readonly [string, Enrolment])[]) => ({
  facts: {
    ...withPlaces(facts, Object.fromEntries(changes)),
    turns: Math.max(facts.turns, ...changes.map(([, { turn }]) => turn)),
  },
  effects: changes.flatMap(([id, enrolment]) => [
    ...(enrolment.walkIn ? [book([id], sessionsOf(facts, enrolment))] : []),
    presence(facts, id, enrolment),
  ]),
});

const without = (attended: Enrolment['attended'], session: number): Enrolment['attended'] =>
  Object.fromEntries(Object.entries(attended).filter(([n]) => n !== String(session)));

export const attending: RulesOf<'checkIn' | 'takeRoll' | 'recordMinutes'> = {
  checkIn: {
    title: { en: 'Check in', zh: '签到' },
    description: {
      en: 'With the code that the lecturer shows in the room; each of a rotation’s days has its own.',
      zh: '输入讲师现场出示的签到码；轮训每日分别签到。',
    },
    event: 'CheckedIn',
    by: ['trainee', 'siteWorker'],
    anywhere: true,
    from: ['open'],
    guard: ({ current: { facts }, actor }) => {
      if (enrolmentOf(facts, actor.id)?.state !== 'enrolled')
        return refuse('notEnrolled', 'You have no place in this course; enrol first.', '您未报名本课程，请先报名。');
      return otherwise(facts, ['code', 'days']);
    },
    decide: ({ current: { facts }, actor, reference: { session: n, right } }) => {
      const session = facts.sessions.find((one) => one.n === n);
      if (!session)
        return refuse(
          'noSessionNow',
          'No session takes check-ins now; wait for the next one, or ask the lecturer to put you on the roll.',
          '当前没有可签到的课次，请等待下一次课或联系讲师补登。',
        );
      const own = enrolmentOf(facts, actor.id) as Enrolment;
      if (Object.hasOwn(own.attended, session.n))
        return refuse(
          'codeUsed',
          'You are checked in to this session already; a code counts once.',
          '您已完成本次课签到，签到码不可重复使用。',
        );
      if (!right)
        return refuse(
          'wrongCode',
          'This isn’t the code of this session now; look again at the one that the lecturer shows.',
          '签到码不正确或已过期，请核对讲师当前出示的签到码。',
        );
      const there = { ...own, attended: { ...own.attended, [session.n]: session.minutes } };
      return { facts: enrolmentFacts({ [actor.id]: there }), effects: [presence(facts, actor.id, there)] };
    },
  },
  takeRoll: {
    title: { en: 'Take the roll', zh: '点名' },
    description: {
      en: 'Says who was there, also those who came without a place, and corrects what was wrong; of a session that is past, too.',
      zh: '登记到课人员（含未报名到课者），可更正误登，亦可补登已结束的课次。',
    },
    event: 'RollTaken',
    by: ['lecturer', 'academyAdmin'],
    from: ['open'],
    guard: (context) => onlyLecturer(context) ?? otherwise(context.current.facts, ['roll', 'code', 'days', 'site']),
    decide: ({ current, now, input: { session: n, present, absent }, reference: { others } }) => {
      const session = begunSession(current, n, now);
      if (isRefusal(session)) return session;
      const both = present.find((id) => absent.includes(id));
      if (both !== undefined)
        return refuse(
          'bothThereAndNot',
          `${both} stands among those present and those absent; take one of the two away.`,
          `${both}同时在到课与缺课名单中，请更正。`,
        );
      const places = placesOf(current.facts, { present, absent, others });
      if (isRefusal(places)) return places;
      const changes = [...places].map(([id, place]) => {
        const attended = present.includes(id) ? { ...place.attended, [n]: session.minutes } : without(place.attended, n);
        return [id, { ...place, attended }] as const;
      });
      return noted(current.facts, changes);
    },
  },
  recordMinutes: {
    title: { en: 'Record minutes watched', zh: '登记观看时长' },
    description: { en: 'How long each of these watched a live stream.', zh: '登记各人观看直播的分钟数。' },
    event: 'MinutesRecorded',
    by: ['lecturer', 'academyAdmin'],
    from: ['open'],
    guard: (context) => {
      const wrong = onlyLecturer(context);
      if (wrong) return wrong;
      return context.current.facts.format.attendance === 'minutes'
        ? undefined
        : refuse('noLiveStream', 'This course isn’t a live stream; take the roll.', '本课程非直播，请点名登记。');
    },
    decide: ({ current, now, input: { session: n, attended }, reference: { others } }) => {
      const session = begunSession(current, n, now);
      if (isRefusal(session)) return session;
      const places = placesOf(current.facts, { present: attended.map(({ person }) => person), others });
      if (isRefusal(places)) return places;
      const tooLong = attended.find(({ minutes }) => minutes > session.minutes);
      if (tooLong)
        return refuse(
          'longerThanSession',
          `Session ${n} took ${session.minutes} minutes; nobody watched ${tooLong.minutes}.`,
          `第${n}次课共${session.minutes}分钟，观看时长不能为${tooLong.minutes}分钟。`,
        );
      const changes = attended.map(({ person, minutes }) => {
        const place = places.get(person) as Enrolment;
        const others = without(place.attended, n);
        return [person, { ...place, attended: minutes === 0 ? others : { ...others, [n]: minutes } }] as const;
      });
      return noted(current.facts, changes);
    },
  },
};
