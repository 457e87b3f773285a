/** How a renovation begins: one case for a unit, each of its homes visited, and noted where nobody was met. */
import { attach, hold } from '../effects/index.ts';
import { unique } from '../kernel/parts.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import type { Facts, Survey } from './facts.ts';
import type { Limits } from './limits.ts';
import { ALL, entered, homeAt, householdsOf, LEAD, noSuchDoor, notify, one, ownersOf } from './telling.ts';
import { AGREED, BEFORE, type Opening, type RulesOf } from './vocabulary.ts';

/** One case at a time renovates a unit. */
export const unitHold = ({ id }: Pick<Facts['unit'], 'id'>): string => `renovation:${id}`;

export const opening: Opening = {
  title: { en: 'Renovate a unit', zh: '发起微改造' },
  description: { en: 'A courtyard or a stair, when its turn has come.', zh: '一个台门院落或楼道，按次序发起。' },
  event: 'Begun',
  by: ['renovationLead'],
  to: ['surveying'],
  decide: ({ reference: { project, unit, office, homes, care } }) => ({
    state: 'surveying',
    ...(office === null ? {} : { unit: office }),
    title: `${project.title.zh}${unit.title.zh} ${project.title.en}, ${unit.title.en}`,
    facts: {
      ...{ unit: { id: unit.id, title: unit.title }, project, turn: unit.turn, listed: unit.listed, homes, care },
      surveys: homes.map(({ door }) => ({
        ...{ door, tries: [], state: 'open' as const, wishes: null, condition: null, at: null, by: null },
      })),
      ...{ sold: [], plans: [], review: null, rounds: 0, notice: null, opinions: [], assemblies: [], shelvedAt: null },
      ...{ vote: null, register: [], ballot: null, result: null, countedAt: null, tenants: [], challenges: [] },
      ...{
        suspended: false,
        signs: [],
        signingOver: false,
        shares: null,
        dues: [],
        hardship: [],
        owed: false,
        account: null,
        committed: 0,
      },
      ...{ payables: [], payments: [], payers: [], contractor: null, contractorEnded: null, procurement: null, contract: null },
      ...{ lots: [], appointments: [], variations: [], dispute: null, accepted: null, meetings: [] },
      ...{ finals: null, settlement: null, refunded: 0, warranty: [], defects: [], defectsOver: false },
      ...{ releaseAskedAt: null, releasedAt: null },
    },
    effects: [hold({ resource: unitHold(unit), title: unit.title }), entered(householdsOf(homes))],
    notify: [notify(ALL, 'begun')],
  }),
};

export const isSurveyed = ({ surveys }: Pick<Facts, 'surveys'>): boolean => surveys.every(({ state }) => state !== 'open');

const changed = (facts: Facts, door: string, change: Partial<Survey>): Facts['surveys'] =>
  facts.surveys.map((survey) => (survey.door === door ? { ...survey, ...change } : survey));

/** What is still missing before a home counts as not met. */
const triesLeft = (tries: Survey['tries'], limits: Limits): { readonly all: number; readonly evening: number } => ({
  all: Math.max(0, limits.surveyTries - tries.length),
  evening: Math.max(0, limits.eveningTries - tries.filter(({ evening }) => evening).length),
});

const settled = (survey: Survey | undefined): Refusal | undefined =>
  survey?.state === 'answered'
    ? refuse(
        'answeredAlready',
        'This home was visited. Change what it said with another visit.',
        '该户已走访，请以补充走访更正。',
      )
    : undefined;

export const surveying: RulesOf<'survey' | 'noAnswer' | 'noteSale'> = {
  survey: {
    title: { en: 'Note a visit', zh: '登记走访' },
    description: { en: 'A later visit replaces what was said before.', zh: '再次走访以最后一次为准。' },
    event: 'Surveyed',
    by: ['surveyor', 'renovationLead'],
    from: BEFORE,
    decide: ({ current: { facts }, actor, now, input: { door, wishes, condition, needsCare, photos } }) => {
      if (!homeAt(facts, door)) return noSuchDoor(door);
      const surveys = changed(facts, door, { state: 'answered', wishes, condition, at: now, by: actor.id });
      const care = needsCare === undefined ? facts.care : facts.care.filter((one) => one !== door);
      return {
        facts: { surveys, care: needsCare ? unique([...care, door]) : care },
        effects: photos.length > 0 ? [attach(photos)] : [],
        notify: isSurveyed({ surveys }) && !isSurveyed(facts) ? [notify(LEAD, 'surveyed')] : [],
      };
    },
  },
  noAnswer: {
    title: { en: 'Nobody was met', zh: '登记未遇' },
    description: {
      en: 'On different days, one of them in the evening; then a notice stays at the door and on the board.',
      zh: '须在不同日期上门，至少一次在晚间；达到次数后在门上和公示栏张贴告知。',
    },
    event: 'NotMet',
    by: ['surveyor', 'renovationLead'],
    from: ['surveying'],
    decide: ({ current: { facts }, actor, input: { door }, reference: { today, hour }, limits }) => {
      const home = homeAt(facts, door);
      const survey = facts.surveys.find((one) => one.door === door);
      if (!home || !survey) return noSuchDoor(door);
      const wrong = settled(survey);
      if (wrong) return wrong;
      if (survey.tries.some(({ day }) => day === today))
        return refuse(
          'triedToday',
          `${door} was tried today. Come back on another day${triesLeft(survey.tries, limits).evening > 0 ? `, once after ${limits.eveningFrom}:00` : ''}.`,
          `今日已上门${door}，请改日再访${triesLeft(survey.tries, limits).evening > 0 ? `，其中须有一次在${limits.eveningFrom}:00之后` : ''}。`,
        );
      const tries = [...survey.tries, { day: today, evening: hour >= limits.eveningFrom, by: actor.id }];
      const left = triesLeft(tries, limits);
      const given = left.all === 0 && left.evening === 0;
      const surveys = changed(facts, door, { tries, state: given ? 'noAnswer' : 'open' });
      return {
        facts: { surveys },
        notify: [
          ...(given ? ownersOf(home).map((to) => notify(to, 'noAnswer', { door })) : []),
          ...(isSurveyed({ surveys }) ? [notify(LEAD, 'surveyed')] : []),
        ],
      };
    },
  },
  noteSale: {
    title: { en: 'Note a sale', zh: '登记转让' },
    description: {
      en: 'A vote that runs keeps its register; the new owner is told, and pays what isn’t paid yet.',
      zh: '表决期间名册不变，告知新所有人；未缴款项由其承担。',
    },
    event: 'SaleNoted',
    by: ['renovationLead', 'surveyor'],
    from: [...BEFORE, ...AGREED, 'works'],
    decide: ({ current: { facts, state }, now, input: { door }, reference: { household } }) => {
      const home = homeAt(facts, door);
      if (!home) return noSuchDoor(door);
      if (home.owners.length === 1 && home.owners[0]?.household === household.household)
        return refuse('sameOwner', 'This household owns it already. Give the new owner.', '该户已是所有人，请填写新所有人。');
      return {
        facts: {
          homes: facts.homes.map((one) => (one.door === door ? { ...one, owners: [household], representative: null } : one)),
          // What isn't paid yet is the new owner's.
          dues: facts.dues.map((due) => (due.door === door ? { ...due, household: household.household } : due)),
          sold: [...facts.sold, { door, to: household, at: now, duringVote: state === 'voting' }],
        },
        effects: [entered([household])],
        notify: [notify(one(household.household), 'bought', { door })],
      };
    },
  },
};
