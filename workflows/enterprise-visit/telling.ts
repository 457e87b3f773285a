/** Whom a visit tells, and whose it is. Pure. */
import { addParties, type Effect, endParties } from '../effects/index.ts';
import { groupNotifier, isGone, notifier, reservedTo } from '../kernel/parts.ts';
import { type Actor, type Recipient, type Refusal, refuse } from '../kernel/process.ts';
import { subjectId } from '../kernel/subjects.ts';
import type { Facts } from './facts.ts';
import type { Notices } from './notices.ts';
import type { GuardContext, Joint, Named, Visit } from './vocabulary.ts';

export const notify = notifier<Notices>();

export const LEADER = { role: 'serviceLeader' } as const;

/** Those who act for the firm, and whoever called the hotline for it. */
export const FIRM: readonly Recipient[] = [{ party: 'firm' }, { party: 'caller' }];
export const notifyFirm = groupNotifier<Notices>()<undefined>(() => FIRM);

/** The officer of the visit, or those of its grid. */
export const officerOf = (current: Pick<Visit, 'gone'>, { officer }: Pick<Facts, 'officer'>): Recipient =>
  officer === null || isGone(current, officer.id) ? { role: 'officer' } : { party: 'officer' };

/** The units that come along: as it is arranged, or once it is arranged again. */
export const jointOf = ({ arranged, comeAlong }: Pick<Facts, 'arranged' | 'comeAlong'>): readonly Named[] =>
  arranged?.joint ?? comeAlong;

/** The officers of units that come along. */
export const notifyJoint = groupNotifier<Notices>()<Pick<Facts, 'arranged' | 'comeAlong'>>((facts) =>
  jointOf(facts).map(({ id }) => ({ role: 'officer', unit: id })),
);

/** The officers of a unit that comes along have to do with the visit. */
export const jointParties = (units: readonly Joint[]): readonly Effect[] => {
  const people = new Map(units.flatMap((unit) => unit.people.map((one) => [one.id, one])));
  return people.size === 0
    ? []
    : [addParties(...[...people.values()].map(({ id, name }) => ({ role: 'joint', person: id, name })))];
};

export const firmParty = ({ firm }: Pick<Facts, 'firm'>): Effect =>
  addParties({ role: 'firm', person: subjectId('firm', firm.code), name: firm.name });

/** The visit is this officer’s from now on. */
export const officerParty = (
  before: Facts['officer'],
  { id, name }: { readonly id: string; readonly name: string },
): readonly Effect[] =>
  before?.id === id
    ? []
    : [
        ...(before === null ? [] : [endParties({ role: 'officer', person: before.id })]),
        addParties({ role: 'officer', person: id, name }),
      ];

/** Refuses everybody but the officer of the visit; where there is none, or they have left, it is for those of the grid. */
export const onlyOfficer = (context: GuardContext): Refusal | undefined => {
  const { officer, firm } = context.current.facts;
  return reservedTo(context, officer === null ? [] : [officer.id], () =>
    refuse(
      'notYourFirm',
      `${officer?.name ?? ''} visits ${firm.name}. Ask them, or have the visit given to you.`,
      `${firm.name}由${officer?.name ?? ''}走访，请与其联系或申请改派。`,
    ),
  );
};

/** Whoever of the grid takes the visit of nobody, or of somebody who has left, has it from then on. */
export const takenBy = ({ facts: { officer } }: Visit, { id, name }: Actor) =>
  ({ facts: { officer: { id, name } }, effects: officerParty(officer, { id, name }) }) as const;
