/** How a courier joins the pact, signs it, renews it every year and leaves it. */
import { addParties, hold, release } from '../effects/index.ts';
import { moment } from '../kernel/moments.ts';
import { reservedTo } from '../kernel/parts.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import { otherVersion } from '../kernel/signing.ts';
import type { Facts } from './facts.ts';
import { COURIER, KEEPER, notify, pactOf } from './telling.ts';
import type { GuardContext, Opening, Pact, PactOutcome, RulesOf, Signing } from './vocabulary.ts';

/** The end of a pact: its courier may join again. */
export const ended = (
  { facts }: Pick<Pact, 'facts'>,
  state: 'left' | 'lapsed' | 'withdrawn',
  ending: NonNullable<Facts['ending']>,
): PactOutcome => ({ state, facts: { ending }, effects: [release(pactOf(facts.courier.id))] });

export const opening: Opening = {
  title: { en: 'Join the couriers’ pact', zh: '加入契约小哥' },
  description: { en: 'The lesson and the signature follow.', zh: '随后完成课程并签署契约。' },
  event: 'Joined',
  by: ['courier'],
  to: ['joined'],
  decide: ({ actor, now, input: { company }, reference: { area, unit, barredUntil } }) => {
    if (barredUntil !== null && barredUntil > now)
      return refuse(
        'barred',
        `Your pact was withdrawn for fraud; you may join again from ${moment(barredUntil)} on. Appeal at the leader’s office where that is wrong.`,
        `您的契约因弄虚作假被取消，${moment(barredUntil)}后方可重新加入。有异议的请向分管领导反映。`,
      );
    return {
      state: 'joined',
      title: actor.name,
      ...(unit === null ? {} : { unit }),
      facts: {
        courier: { id: actor.id, name: actor.name },
        ...{ company, area, consentedAt: now, signatures: [], until: null, renewFrom: null, level: null },
        ...{ suspicion: null, ending: null, barredUntil: null },
      },
      effects: [
        addParties({ role: 'courier', person: actor.id, name: actor.name }),
        hold({ resource: pactOf(actor.id), title: { en: 'your pact', zh: '您的契约' }, full: pactKnown() }),
      ],
      notify: [notify(COURIER, 'joined'), notify(KEEPER, 'newcomer', { company })],
    };
  },
};

const pactKnown = (): Refusal =>
  refuse('pactKnown', 'You have a pact already. Go on with that one, or leave it first.', '您已有契约，请在该件继续，或先退出。');

export const notYourPact = (): Refusal =>
  refuse('notYourPact', 'Only the courier whose pact it is does this.', '须由契约本人办理。');

const onlyCourier = (context: GuardContext): Refusal | undefined =>
  reservedTo(context, [context.current.facts.courier.id], notYourPact);

/** Whoever signs has passed the lesson, and has read the pact as it stands. */
const signing = (
  { facts }: Pact,
  { taught, lessons, version, until, renewFrom, level }: Signing,
  { read, now }: { readonly read: number; readonly now: number },
): PactOutcome | Refusal => {
  if (!taught) {
    const [en, zh] = [lessons.map((one) => one.en).join(', '), lessons.map((one) => one.zh).join('、')];
    return refuse(
      'lessonFirst',
      `Pass the lesson first${en === '' ? '; the street office says where' : `: ${en}`}.`,
      `请先完成课程${zh === '' ? '，详询街道' : `：${zh}`}。`,
    );
  }
  if (version === null)
    return refuse('noPact', 'No pact is entered yet. Ask the street office.', '契约文本尚未录入，请咨询街道。');
  return (
    otherVersion({ en: 'pact', zh: '契约' }, { read, now: version }) ?? {
      state: 'active',
      facts: { signatures: [...facts.signatures, { version, at: now, until }], until, renewFrom, level },
      notify: [notify(COURIER, 'signed', { until: moment(until) })],
    }
  );
};

export const pacting: RulesOf<'sign' | 'renew' | 'leave' | 'lapse' | 'fallDue' | 'comment'> = {
  sign: {
    title: { en: 'Sign the pact', zh: '签署契约' },
    event: 'Signed',
    by: ['courier'],
    from: ['joined'],
    to: ['active'],
    guard: onlyCourier,
    decide: ({ current, now, input: { version }, reference }) => signing(current, reference, { read: version, now }),
  },
  renew: {
    title: { en: 'Renew the pact', zh: '续签契约' },
    event: 'Renewed',
    by: ['courier'],
    from: ['due'],
    to: ['active'],
    guard: onlyCourier,
    decide: ({ current, now, input: { version }, reference }) => signing(current, reference, { read: version, now }),
  },
  leave: {
    title: { en: 'Leave the pact', zh: '退出契约' },
    description: { en: 'The courier, or who keeps the pact where they have gone.', zh: '本人办理；本人离开的由管理人员办理。' },
    event: 'Left',
    by: ['courier', 'allianceSecretary'],
    from: ['joined', 'active', 'due', 'questioned'],
    to: ['left'],
    guard: (context) =>
      // Nobody leaves from under a question.
      context.current.state === 'questioned'
        ? refuse(
            'questioned',
            'It is asked about its reports. Answer first, and wait for the decision.',
            '正在核查上报情况，请先作出说明并等待决定。',
          )
        : onlyCourier(context),
    decide: ({ current, input: { reason } }) => ({
      ...ended(current, 'left', 'left'),
      ...(reason === undefined ? {} : { reason }),
      notify: [notify(KEEPER, 'left', { reason: reason ?? '—' })],
    }),
  },
  lapse: {
    title: { en: 'Lapse', zh: '失效' },
    event: 'Lapsed',
    by: ['clock:join', 'clock:renewal'],
    from: ['joined', 'due'],
    to: ['lapsed'],
    decide: ({ current }) => ({ ...ended(current, 'lapsed', 'lapsed'), notify: [notify(COURIER, 'lapsed')] }),
  },
  fallDue: {
    title: { en: 'Due for renewal', zh: '进入续签期' },
    event: 'FellDue',
    by: ['clock:term'],
    from: ['active'],
    to: ['due'],
    decide: () => ({ state: 'due', notify: [notify(COURIER, 'due')] }),
  },
  comment: {
    title: { en: 'Comment', zh: '备注' },
    event: 'Commented',
    by: ['courier', 'allianceSecretary', 'leader'],
    from: ['joined', 'active', 'due', 'questioned', 'left', 'lapsed', 'withdrawn'],
    decide: () => ({}),
  },
};
