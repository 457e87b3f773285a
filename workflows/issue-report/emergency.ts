/** Matters of danger go to the emergency channel at once; the desk makes sure that somebody there has them. */
import type { Party } from '../effects/index.ts';
import { both } from '../kernel/parts.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { notify, REPORTERS } from './telling.ts';
import { OPEN, type Reference, type RulesOf } from './vocabulary.ts';

type Channel = NonNullable<Reference['start']['category']['emergency']>;
type Matter = Pick<Facts, 'category' | 'place' | 'area'>;

/** What follows where a matter is handed over to an emergency channel: the message to it, and those who are told. */
export const handingOver = ({ title, phone }: Channel, matter: Matter, now: number) => ({
  facts: { handedOver: { channel: title, at: now, confirmed: null } },
  party: { role: 'emergencyChannel', name: title.zh, ...(phone === null ? {} : { phone }) } satisfies Party,
  notify: [
    notify({ party: 'emergencyChannel' }, 'emergency', { ...both('category', matter.category.title), ...where(matter) }),
    notify({ role: 'dispatcher' }, 'emergencySeen', both('channel', title)),
    notify(REPORTERS, 'handedOver', both('channel', title)),
  ],
});

const where = ({ place, area }: Matter) => ({
  lat: place.lat,
  lon: place.lon,
  placeEn: place.address ?? area.title.en,
  placeZh: place.address ?? area.title.zh,
  ...both('area', area.title),
});

/** Whether a matter was handed over, and nobody has confirmed yet that somebody has it. */
export const isUnconfirmed = ({ handedOver }: Pick<Facts, 'handedOver'>): boolean =>
  handedOver !== null && handedOver.confirmed === null;

/** No matter of danger ends here, by whichever way, before somebody at the emergency channel has it. */
export const confirmedFirst = (facts: Pick<Facts, 'handedOver'>): Refusal | undefined =>
  isUnconfirmed(facts)
    ? refuse(
        'confirmFirst',
        'It was handed over as an emergency, and nobody there has confirmed it. The dispatch desk confirms that first.',
        '本件已移交应急渠道但尚未确认接收，请先由派单台确认。',
      )
    : undefined;

export const emergencies: RulesOf<'confirmHandOver'> = {
  confirmHandOver: {
    title: { en: 'Confirm the hand-over', zh: '确认应急移交' },
    description: {
      en: 'Somebody at the emergency channel has answered and has it.',
      zh: '应急渠道已有人应答并接手。',
    },
    event: 'HandOverConfirmed',
    by: ['dispatcher', 'hotlineAgent'],
    from: OPEN,
    guard: ({ current: { facts } }) => {
      if (facts.handedOver === null)
        return refuse('notHandedOver', 'It wasn’t handed over to an emergency channel.', '本件未移交应急渠道。');
      return isUnconfirmed(facts)
        ? undefined
        : refuse('confirmedAlready', 'Somebody there has confirmed it already.', '应急渠道已确认接收。');
    },
    decide: ({ current: { facts }, actor, now, input }) =>
      facts.handedOver
        ? {
            confidential: true,
            facts: { handedOver: { ...facts.handedOver, confirmed: { by: actor.id, at: now, who: input.who } } },
            notify: [notify(REPORTERS, 'handOverConfirmed', both('channel', facts.handedOver.channel))],
          }
        : refuse('notHandedOver', 'It wasn’t handed over to an emergency channel.', '本件未移交应急渠道。'),
  },
};
