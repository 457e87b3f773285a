/** Sessions: one of the two logs what took place, the other one confirms it, and both earn by it. */
import { creditLines } from '../credits/accrual.ts';
import { credit } from '../effects/index.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import type { Facts, Session } from './facts.ts';
import { confirmerOf, notify, onlyPair, otherOf } from './pair.ts';
import type { GuardContext, RulesOf } from './vocabulary.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const waitingSession = (facts: Facts, n: number): Session | undefined =>
  facts.sessions.waiting.find((session) => session.n === n);

const noSuchSession = (facts: Facts, n?: number) => {
  const waiting = facts.sessions.waiting.map((session) => session.n).join(', ');
  return refuse(
    'noSuchSession',
    waiting ? `No session ${n} waits for confirmation; those that do: ${waiting}.` : 'No session waits for confirmation.',
    waiting ? `没有待确认的第${n}次带教记录，待确认：${waiting}。` : '没有待确认的带教记录。',
  );
};

/** Somebody to whom nothing is left to confirm sees that before they try. */
const nothingForThem = (context: GuardContext): Refusal | undefined => {
  const outside = onlyPair(context);
  if (outside) return outside;
  const { facts } = context.current;
  const [first, ...others] = facts.sessions.waiting;
  if (!first) return noSuchSession(facts);
  return [first, ...others].some((session) => confirmerOf(facts, session).id === context.actor.id)
    ? undefined
    : notTheirs(context, first);
};

/** A session is the business of the two who had it, also after another mentor has come. */
const notTheirs = ({ current, actor }: Pick<GuardContext, 'current' | 'actor'>, session: Session): Refusal | undefined => {
  const { id, name } = confirmerOf(current.facts, session);
  if (id === actor.id) return undefined;
  return session.by === actor.id
    ? refuse('ownSession', `You logged this session yourself; ${name} confirms it.`, `该带教记录由您登记，须由${name}确认。`)
    : refuse(
        'othersSession',
        `This session was held by the mentor before you; ${name} confirms it.`,
        `该次带教由前任导师进行，须由${name}确认。`,
      );
};

export const sessions: RulesOf<'logSession' | 'confirmSession' | 'rejectSession'> = {
  logSession: {
    title: { en: 'Log a session', zh: '登记带教' },
    description: {
      en: 'Say what took place; it counts when the other one has confirmed it.',
      zh: '登记带教内容，经对方确认后生效。',
    },
    event: 'SessionLogged',
    by: ['mentor', 'trainee'],
    from: ['active', 'reviewing'],
    guard: onlyPair,
    decide: ({ current, actor, now, input, reference: { day }, limits }) => {
      const { facts } = current;
      const { since, until, sessions: was } = facts;
      const at = Date.parse(input.at);
      if (at + input.minutes * MINUTE > now)
        return refuse(
          'sessionToCome',
          'That session isn’t over yet; log it when it has taken place.',
          '带教尚未结束，请在完成后登记。',
        );
      if (since === null || day < since || (until !== null && day > until))
        return refuse(
          'outsidePairing',
          `That day lies outside the pairing, which ${until === null ? `began on ${since}` : `lasted from ${since} to ${until}`}; only sessions within it count.`,
          `该日期不在结对期内（${since}${until === null ? '起' : `至${until}`}），仅结对期内的带教有效。`,
        );
      if (at < now - limits.logWithinDays * DAY)
        return refuse(
          'loggedTooLate',
          `Sessions are logged within ${limits.logWithinDays} days; this one is too long ago to count.`,
          `带教须在${limits.logWithinDays}日内登记，该次已逾期。`,
        );
      if (was.days.includes(day))
        return refuse('oneADay', `There is a session on ${day} already; one a day counts.`, `${day}已有带教记录，每日仅计一次。`);
      if (was.waiting.length >= limits.mostUnconfirmed)
        return refuse(
          'tooManyUnconfirmed',
          `${was.waiting.length} sessions wait for confirmation; have those confirmed first.`,
          `已有${was.waiting.length}次带教待确认，请先确认。`,
        );
      const session: Session = {
        n: was.logged + 1,
        at,
        day,
        minutes: input.minutes,
        topic: input.topic,
        by: actor.id,
        mentor: facts.mentor.id,
      };
      const after = { ...was, logged: session.n, days: [...was.days, day], waiting: [...was.waiting, session] };
      return {
        facts: { sessions: after },
        notify: [
          notify({ person: otherOf(facts, actor.id).id }, 'toConfirm', {
            name: actor.name,
            day,
            topic: input.topic,
            session: session.n,
          }),
        ],
      };
    },
  },
  confirmSession: {
    title: { en: 'Confirm a session', zh: '确认带教' },
    description: { en: 'The other one logged it; both earn the credits of a session.', zh: '确认对方登记的带教，双方各记学分。' },
    event: 'SessionConfirmed',
    by: ['mentor', 'trainee'],
    from: ['active', 'reviewing'],
    guard: nothingForThem,
    decide: ({ current, actor, input, reference: { credits } }) => {
      const { facts } = current;
      const session = waitingSession(facts, input.session);
      if (!session || !credits) return noSuchSession(facts, input.session);
      const own = notTheirs({ current, actor }, session);
      if (own) return own;
      const was = facts.sessions;
      const after = {
        ...was,
        confirmed: was.confirmed + 1,
        minutes: was.minutes + session.minutes,
        waiting: was.waiting.filter(({ n }) => n !== session.n),
      };
      return {
        facts: { sessions: after },
        // The silence is broken by what both say took place, not by what one of them claims.
        ...(current.state === 'active' && after.waiting.length === 0 ? { clocks: { start: { silence: 'default' } } } : {}),
        effects: [
          credit(...[session.mentor, facts.mentee.id].flatMap((person) => creditLines(credits, person, String(session.n)))),
        ],
      };
    },
  },
  rejectSession: {
    title: { en: 'Reject a session', zh: '不予确认' },
    event: 'SessionRejected',
    by: ['mentor', 'trainee'],
    from: ['active', 'reviewing'],
    guard: nothingForThem,
    decide: ({ current, actor, input: { session: n, reason } }) => {
      const { facts } = current;
      const session = waitingSession(facts, n);
      if (!session) return noSuchSession(facts, n);
      const own = notTheirs({ current, actor }, session);
      if (own) return own;
      const was = facts.sessions;
      const after = {
        ...was,
        days: was.days.filter((day) => day !== session.day),
        waiting: was.waiting.filter((one) => one !== session),
      };
      return {
        facts: { sessions: after },
        reason,
        notify: [notify({ person: session.by }, 'sessionRejected', { name: actor.name, day: session.day, reason })],
      };
    },
  },
};
