/** What the secretary decides: the desk answers, an expert comes, or a department takes over at once. */
import { openCase } from '../effects/index.ts';
import { passOn } from '../kernel/offers.ts';
import { both } from '../kernel/parts.ts';
import { refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { offerClock, offering } from './offering.ts';
import { matter, notify, toGrower } from './people.ts';
import type { RulesOf } from './vocabulary.ts';

const departmentOf = ({ department }: Facts) => both('department', department ?? { en: 'The department', zh: '部门' });

export const triaging: RulesOf<'triage' | 'takeUp' | 'returnToSecretary'> = {
  triage: {
    title: { en: 'Say what follows', zh: '分派' },
    description: {
      en: 'What can be answered from afar goes to the desk; quarantine pests and poisoning go to the department at once, at night and on Sundays too.',
      zh: '可远程答复的转线上答疑；检疫性有害生物、中毒等立即移交部门，夜间和休息日同样立即通知。',
    },
    event: 'Triaged',
    by: ['guidanceSecretary'],
    from: ['asked'],
    to: ['offered', 'answeredRemotely', 'handedOver'],
    decide: ({ current: { facts }, now, input: { way }, reference: { candidates, department } }) => {
      const { symptom } = facts;
      if (symptom.handOver && way !== 'handOver')
        return refuse(
          'mustHandOver',
          `“${symptom.title.en}” is a department’s matter at once; hand it over.`,
          `“${symptom.title.zh}”须立即移交主管部门，请选择移交。`,
        );
      switch (way) {
        case 'handOver':
          return department
            ? {
                state: 'handedOver',
                unit: department.id,
                facts: { department },
                notify: [
                  notify({ role: 'handler', unit: department.id }, 'handedOver', {
                    ...matter(facts),
                    name: facts.asker.name,
                    text: facts.text,
                  }),
                  ...toGrower(facts, (to) => notify(to, 'toDepartment', both('department', department))),
                ],
              }
            : refuse(
                'noDepartment',
                'Nobody handles matters in the department of this symptom; name a department with a handler.',
                '该症状主管部门无经办人员，请指定有经办人员的部门。',
              );
        case 'remote':
          return symptom.remote
            ? {
                state: 'answeredRemotely',
                effects: [openCase('deskQuestion', { text: facts.text })],
                notify: toGrower(facts, (to) => notify(to, 'remote')),
              }
            : refuse(
                'needsVisit',
                `“${symptom.title.en}” has to be looked at on the spot; have an expert come.`,
                `“${symptom.title.zh}”须现场查看，请安排专家上门。`,
              );
        case 'visit':
          return offering(facts, passOn({ offer: null, tried: [] }, { candidates, at: now, clock: offerClock(facts) }));
      }
    },
  },
  takeUp: {
    title: { en: 'Say what was done', zh: '反馈处置情况' },
    event: 'TakenUp',
    by: ['handler'],
    from: ['handedOver'],
    to: ['closed'],
    decide: ({ current: { facts }, input: { done } }) => ({
      state: 'closed',
      reason: done,
      notify: [
        ...toGrower(facts, (to) => notify(to, 'takenUp', { ...departmentOf(facts), done })),
        notify({ role: 'guidanceSecretary' }, 'takenUp', { ...departmentOf(facts), done }),
      ],
    }),
  },
  returnToSecretary: {
    title: { en: 'Return it to the secretary', zh: '退回秘书' },
    description: {
      en: 'Where it isn’t this department’s matter after all; the leader does it for a department in which nobody is left.',
      zh: '不属本部门的退回；部门无人时由领导退回。',
    },
    event: 'Returned',
    by: ['handler', 'leader'],
    from: ['handedOver'],
    to: ['asked'],
    decide: ({ current: { facts }, actor, input: { reason } }) => ({
      state: 'asked',
      reason,
      unit: facts.symptom.department,
      facts: { department: null },
      notify: [notify({ role: 'guidanceSecretary' }, 'returned', { ...departmentOf(facts), name: actor.name, reason })],
    }),
  },
};
