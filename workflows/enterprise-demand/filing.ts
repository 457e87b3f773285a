/** A demand comes in: the rule of its category finds the department, or it waits at the desk. */
import { addParties, link } from '../effects/index.ts';
import { both, clipped } from '../kernel/parts.ts';
import { type Process, refuse } from '../kernel/process.ts';
import { ENDED, SUBJECT_STATES, subjectId } from '../kernel/subjects.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import { titleIn, URGENCIES } from './kinds.ts';
import type { limits } from './limits.ts';
import { routedTo } from './routing.ts';
import { FIRM, notify } from './telling.ts';
import type { Clock, Reference, Role, State } from './vocabulary.ts';

type Start = Process<Inputs, Facts, Reference, State, Clock, Role, typeof limits>['start'];

export const filing: Start = {
  title: { en: 'Raise a demand', zh: '提出诉求' },
  event: 'Filed',
  by: ['firmAgent', 'hotlineAgent', 'case'],
  // Firms without an agent call the hotline, and follow the demand with a code.
  accountless: { by: ['hotlineAgent'], party: 'firm' },
  to: ['filed', 'routed'],
  decide: ({ actor, now, input, reference }) => {
    const { firm, category, department, desk, wish } = reference;
    const opener = actor.id.startsWith('case:') ? actor.id.slice('case:'.length) : null;
    if (input.visit !== undefined && input.visit !== opener)
      return refuse(
        'othersVisit',
        'A visit raises its demands itself. Leave the visit out.',
        '走访中的诉求由走访登记时提出，请勿填写走访编号。',
      );
    if ((ENDED as readonly string[]).includes(firm.state)) {
      const state = SUBJECT_STATES[firm.state] ?? { en: firm.state, zh: firm.state };
      return refuse(
        'firmEnded',
        `${firm.name} has ended here (${state.en}); the firm that goes on in its place raises the demand.`,
        `${firm.name}已${state.zh}，请由承继企业提出诉求。`,
      );
    }
    const byHotline = opener === null && actor.grants.every(({ role }) => role !== 'firmAgent');
    if (byHotline && !input.contact)
      return refuse(
        'contactNeeded',
        'Say who called for the firm: a name and a telephone number to call back.',
        '请填写来电人姓名和回拨电话。',
      );
    const { name, phone } = input.contact ?? {};
    const facts: Facts = {
      ...blank,
      firm: firm.code,
      firmName: firm.name,
      category,
      text: input.text,
      urgency: input.urgency,
      wish: { department: wish, policy: input.wish?.policy ?? null },
      visit: input.visit ?? null,
      raisedBy: opener === null && !byHotline ? actor.id : null,
    };
    const routed = department ? routedTo(facts, department, { why: 'rule', by: null, at: now }) : undefined;
    return {
      ...routed,
      state: routed ? 'routed' : 'filed',
      unit: (department ?? desk).id,
      title: `${firm.name}: ${clipped(input.text)}`,
      facts: { ...facts, ...routed?.facts },
      effects: [
        addParties(
          { role: 'firm', person: subjectId('firm', firm.code), name: firm.name },
          ...(input.contact ? [{ role: 'firm', ...(name ? { name } : {}), ...(phone ? { phone } : {}) }] : []),
        ),
        ...(opener === null ? [] : [link(opener, 'raisedIn')]),
      ],
      notify: [
        ...(routed?.notify ?? [
          notify({ role: 'dispatcher' }, 'toRoute', {
            firm: firm.name,
            text: input.text,
            ...both('category', category.title),
            ...both('urgency', titleIn(URGENCIES, input.urgency)),
          }),
        ]),
        ...(opener === null ? [] : [notify(FIRM, 'raised', { text: input.text })]),
      ],
    };
  },
};

/** The facts of a demand with which nothing has happened yet. */
const blank = {
  firmEnded: null,
  successor: null,
  routing: null,
  objection: null,
  handler: null,
  acceptedAt: null,
  assists: [],
  questions: [],
  extensionAsked: null,
  extensions: [],
  toSign: null,
  answers: [],
  longTermUntil: null,
  reviews: [],
  sentBack: 0,
  atLeader: false,
  meetings: [],
  outside: [],
  conversion: null,
  members: [],
  follows: null,
  matter: null,
  closing: null,
} satisfies Partial<Facts>;
