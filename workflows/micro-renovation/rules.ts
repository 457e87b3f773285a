/** The micro-renovation of a unit 微改造: survey, plan, vote, shares, contract, works, settlement and warranty. */
import { defineProcess } from '../kernel/process.ts';
import { subjectId } from '../kernel/subjects.ts';
import { audiences } from './audiences.ts';
import { challenging } from './challenging.ts';
import { clocks } from './clocks.ts';
import { contracting, subjectChanged } from './contracting.ts';
import { drafting } from './drafting.ts';
import { ending } from './ending.ts';
import type { Facts } from './facts.ts';
import { hearing } from './hearing.ts';
import type { Inputs } from './inputs.ts';
import { inspecting } from './inspecting.ts';
import { lifecycle } from './lifecycle.ts';
import { limits } from './limits.ts';
import { meeting } from './meeting.ts';
import { mending } from './mending.ts';
import { paying } from './paying.ts';
import { settling } from './settling.ts';
import { sharing } from './sharing.ts';
import { signing } from './signing.ts';
import { opening, surveying } from './surveying.ts';
import { householdsOf } from './telling.ts';
import { varying } from './varying.ts';
import { type Reference, roles } from './vocabulary.ts';
import { proxiesGone, voting } from './voting.ts';
import { working } from './working.ts';

export const microRenovation = defineProcess<Inputs, Facts, Reference>()({
  name: 'microRenovation',
  code: 'MR',
  version: 1,
  title: { en: 'Micro-renovation', zh: '微改造' },
  states: {
    surveying: { en: 'being surveyed', zh: '入户走访中' },
    drafting: { en: 'being planned', zh: '方案编制中' },
    reviewed: { en: 'plan reviewed', zh: '方案已会审' },
    negotiating: { en: 'being talked about', zh: '协商中' },
    voting: { en: 'being voted on', zh: '表决中' },
    agreed: { en: 'agreed', zh: '已同意' },
    sharing: { en: 'costs being shared', zh: '费用分摊中' },
    contracting: { en: 'being contracted', zh: '签约中' },
    works: { en: 'in work', zh: '施工中' },
    inspecting: { en: 'being inspected', zh: '验收中' },
    settling: { en: 'being settled', zh: '结算中' },
    defects: { en: 'time of defects', zh: '缺陷责任期' },
    closed: { en: 'closed', zh: '已办结' },
    shelved: { en: 'put aside', zh: '已搁置' },
    withdrawn: { en: 'given up', zh: '已撤销' },
  },
  closed: ['closed', 'shelved', 'withdrawn'],
  aside: ['withdrawn'],
  clocks,
  lifecycle,
  roles,
  fallback: 'renovationLead',
  own: {
    people: ({ homes, contractor }) => [
      ...householdsOf(homes).map(({ household }) => subjectId('household', household)),
      ...(contractor ? [subjectId('firm', contractor.uscc), contractor.uscc] : []),
    ],
    offices: ['renovationLead', 'surveyor', 'siteSupervisor', 'auditorOfWorks', 'cashier', 'leader'],
  },
  subjects: {
    of: ({ homes, register, contractor }) => [
      ...householdsOf(homes).map(({ household }) => subjectId('household', household)),
      // Whoever sold a home while a vote runs votes for it still.
      ...register.flatMap(({ speakers }) => speakers),
      ...(contractor ? [subjectId('firm', contractor.uscc)] : []),
    ],
    agents: ['householder', 'contractor'],
  },
  whenSubject: subjectChanged,
  parts: ({ ballot }) =>
    ballot === null
      ? []
      : [
          ...ballot.proxies.flatMap(({ proxy, ended }) => (ended ? [] : [{ person: proxy }])),
          ...ballot.papers.map(({ by }) => ({ person: by })),
        ],
  whenGone: proxiesGone,
  limits,
  staff: [
    'renovationLead',
    'surveyor',
    'heritageReviewer',
    'fireReviewer',
    'utilityReviewer',
    'siteSupervisor',
    'auditorOfWorks',
    'cashier',
    'bank',
    'treasury',
  ],
  openTo: ['leader'],
  audiences,
  personal: ['renovationLead', 'surveyor', 'cashier'],
  reads: { account: ['cashier'] },
  start: opening,
  actions: {
    ...surveying,
    ...drafting,
    ...hearing,
    ...voting,
    ...challenging,
    ...signing,
    ...sharing,
    ...contracting,
    ...working,
    ...varying,
    ...inspecting,
    ...settling,
    ...paying,
    ...mending,
    ...meeting,
    ...ending,
  },
});
