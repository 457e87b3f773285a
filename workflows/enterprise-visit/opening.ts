/** How a visit comes about: by a round, or because the firm calls for it. */
import { addParties, type Effect, link, needFree } from '../effects/index.ts';
import { moment } from '../kernel/moments.ts';
import { clipped } from '../kernel/parts.ts';
import { type Process, refuse, roleOn } from '../kernel/process.ts';
import { ENDED } from '../kernel/subjects.ts';
import type { Facts } from './facts.ts';
import { callsFor, roundOver } from './holding.ts';
import type { Inputs } from './inputs.ts';
import type { limits } from './limits.ts';
import { firmParty, notify, officerOf, officerParty } from './telling.ts';
import type { Clock, Reference, Role, State } from './vocabulary.ts';

const blank = {
  arranged: null,
  comeAlong: [],
  joinedBy: [],
  capTold: null,
  agreed: false,
  checkedIn: null,
  met: null,
  answers: [],
  figures: null,
  demands: [],
  demandsRefused: 0,
  policies: [],
  minutes: null,
  recordedBy: null,
  confirmed: null,
  disputes: 0,
  dispute: null,
  quietUntil: null,
  joined: null,
  ending: null,
} as const satisfies Partial<Facts>;

/** Whoever called the hotline for the firm. */
const called = ({ name, phone }: NonNullable<Inputs['start']['caller']>): Effect =>
  addParties({ role: 'caller', phone, ...(name === undefined ? {} : { name }) });

export const opening: Process<Inputs, Facts, Reference, State, Clock, Role, typeof limits>['start'] = {
  title: { en: 'Ask for a visit', zh: '预约走访' },
  description: {
    en: 'For a firm that wants to be visited. Rounds open the others.',
    zh: '供企业主动预约；其余由走访轮次开立。',
  },
  event: 'Planned',
  by: ['firmAgent', 'hotlineAgent', 'case'],
  accountless: { by: ['hotlineAgent'], party: 'caller' },
  to: ['planned'],
  decide: ({ actor, input, reference: { firm, round, officer, unit } }) => {
    if ((ENDED as readonly string[]).includes(firm.state))
      return refuse(
        'firmEnded',
        `${firm.name} has ended by the register. Look there for who goes on in its place.`,
        `${firm.name}已终止经营，请在登记簿中查询承继企业。`,
      );
    if (round && round.state !== 'running')
      return refuse('roundOver', 'The round is over, and opens no more visits.', '走访轮次已结束，不再开立走访。');
    if (roleOn(actor, ['hotlineAgent']) && !roleOn(actor, ['firmAgent']) && !input.caller)
      return refuse('whoCalls', 'Say by which number the firm is reached.', '请填写来电人联系电话。');
    const purpose = round?.title ?? input.text;
    if (purpose === undefined) return refuse('whatFor', 'Say what you want to speak of.', '请说明希望沟通的事项。');
    const facts: Facts = {
      ...blank,
      firm: { code: input.firm, name: firm.name },
      purpose,
      round: input.round ?? null,
      officer: officer && { id: officer.id, name: officer.name },
      questions: round?.questions ?? [],
      arrangeBy: round?.arrangeBy ?? null,
      since: round?.since ?? null,
      until: round?.until ?? null,
      wish: input.at === undefined ? null : Date.parse(input.at),
    };
    return {
      state: 'planned',
      title: firm.name,
      facts,
      ...(unit === null ? {} : { unit }),
      effects: [
        firmParty(facts),
        ...(facts.officer ? officerParty(null, facts.officer) : []),
        ...(input.caller ? [called(input.caller)] : []),
        ...(input.round === undefined ? [callsFor(facts)] : [needFree(roundOver(input.round)), link(input.round, 'inRound')]),
      ],
      notify: round
        ? []
        : [
            notify(officerOf({}, facts), 'called', {
              firm: firm.name,
              purpose: `${facts.wish === null ? '' : `${moment(facts.wish)} `}${clipped(facts.purpose)}`,
            }),
          ],
    };
  },
};
