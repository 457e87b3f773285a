/** When people on a permit may do no more on it: those who are in charge hear it at once, as work may be going on. */
import { unique } from '../kernel/parts.ts';
import type { Gone, NeededQualification } from '../kernel/process.ts';
import type { Facts, Named } from './facts.ts';
import type { Permit, PermitOutcome } from './vocabulary.ts';
import { listed, notifyAll, onSite } from './waiting.ts';

/** Everybody on the site has every qualification of the job. */
export const qualificationsOf = (facts: Facts): readonly NeededQualification[] =>
  onSite(facts).flatMap(({ id: person }) => facts.job.qualifications.map(({ id: kind }) => ({ person, kind })));

const inCharge = ({ issuer, leader, permitter, guardian }: Facts): readonly Named[] => [issuer, leader, permitter, guardian];

export const whenGone = ({ facts }: Permit, { left, withoutRole, unqualified }: Gone): PermitOutcome => {
  const away = [...left, ...withoutRole];
  const there = (people: readonly Named[]) => people.filter(({ id }) => !away.includes(id));
  const gone = onSite(facts).filter(({ id }) => away.includes(id));
  const lacking = there(onSite(facts)).filter(({ id }) => unqualified.some(({ person }) => person === id));
  const kinds = facts.job.qualifications.filter(({ id }) => unqualified.some(({ kind }) => kind === id));
  return {
    notify: [
      ...(gone.length > 0 ? notifyAll(there(inCharge(facts)), 'workersGone', { people: listed(gone, '、') }) : []),
      ...(lacking.length > 0
        ? notifyAll(unique([...there(inCharge(facts)), ...lacking]), 'workersUnqualified', {
            people: listed(lacking, '、'),
            kindsEn: kinds.map(({ title }) => title.en).join(', '),
            kindsZh: kinds.map(({ title }) => title.zh).join('、'),
          })
        : []),
    ],
  };
};
