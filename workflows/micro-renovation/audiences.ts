/** Who reads what of a renovation: votes and dues are each household's own, and who needs care is for those who see to it. */

import type { Audiences, Reader } from '../kernel/audiences.ts';
import { ownVoters, speakerOf } from '../kernel/ballot-register.ts';
import { isClosed, ownBallot } from '../kernel/ballots.ts';
import type { Actor } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import { householdsFor, livesThere } from './telling.ts';
import type { Role } from './vocabulary.ts';

const MONEY = ['renovationLead', 'leader', 'cashier', 'auditorOfWorks', 'auditor'] as const satisfies readonly Reader<Role>[];
/** Sealed until the close. */
const afterClose = ({ ballot }: Facts): readonly Reader<Role>[] => (ballot && isClosed(ballot) ? ['renovationLead'] : []);

const livesAt = (homes: Facts['homes'], door: string, actor: Actor): boolean =>
  homes.some((home) => home.door === door && livesThere(actor, home));

export const audiences: Audiences<Facts, Inputs, Role> = {
  // What was found and wished inside a home is no neighbour’s affair.
  surveys: {
    readBy: ['renovationLead', 'surveyor', 'heritageReviewer', 'siteSupervisor', 'leader', 'auditor', 'admin'],
    own: (surveys, actor, { facts: { homes } }) => surveys.filter(({ door }) => livesAt(homes, door, actor)),
    sentWith: { survey: 'all', noAnswer: 'all' },
  },
  appointments: {
    readBy: ['renovationLead', 'contractor', 'siteSupervisor', 'leader', 'auditor', 'admin'],
    own: (appointments, actor, { facts: { homes } }) => appointments.filter(({ door }) => livesAt(homes, door, actor)),
    sentWith: { appoint: 'all', cancelAppointment: 'all' },
  },
  care: { readBy: ['renovationLead', 'leader'], sentWith: { survey: ['needsCare'] } },
  register: {
    readBy: ['renovationLead', 'leader', 'auditorOfWorks', 'auditor'],
    own: (register, actor, { id }) => ownVoters(register, id, speakerOf(actor, 'microRenovation')),
  },
  ballot: {
    readBy: afterClose,
    own: (ballot, actor, { id, facts: { register } }) =>
      ownBallot({ register, ballot, caseId: id }, speakerOf(actor, 'microRenovation')),
    sentWith: { vote: 'all', enterPaper: 'all', authorise: 'all', revoke: 'all' },
  },
  dues: {
    readBy: MONEY,
    own: (dues, actor) => dues.filter(({ household }) => householdsFor(actor).includes(household)),
    sentWith: { payDues: 'all', agreeInstalments: 'all' },
  },
  hardship: {
    readBy: ['renovationLead', 'leader'],
    own: (hardship, actor) => hardship.filter(({ household }) => householdsFor(actor).includes(household)),
    sentWith: { askHardship: 'all', decideHardship: 'all' },
  },
};
