/** How a proposal is looked at: the technicians say what they think of it, and the secretary approves it or sends it back. */
import { refuse } from '../kernel/process.ts';
import { fund, notify } from './trial.ts';
import type { RulesOf } from './vocabulary.ts';

export const approving: RulesOf<'advise' | 'approve' | 'sendBack'> = {
  advise: {
    title: { en: 'Give a technical opinion', zh: '出具技术意见' },
    description: { en: 'With the result of each drop test of the product.', zh: '须填写该品类各项跌落测试的结果。' },
    event: 'Advised',
    by: ['expert'],
    from: ['proposed'],
    guard: ({ current: { facts } }) =>
      facts.sentBack
        ? refuse(
            'isSentBack',
            'The proposal is being changed; say it when it comes back.',
            '方案正在修改，请待提交后再出具意见。',
          )
        : undefined,
    decide: ({ actor, now, input: { fit, text, tests }, reference: { tests: needed } }) => {
      const missing = needed.filter(({ id }) => !tests.some(({ test }) => test === id));
      if (missing.length > 0)
        return refuse(
          'testMissing',
          `Say how these drop tests went: ${missing.map(({ title }) => title.en).join(', ')}.`,
          `请填写以下跌落测试的结果：${missing.map(({ title }) => title.zh).join('、')}。`,
        );
      const failed = needed.filter(({ id }) => tests.some(({ test, passed }) => test === id && !passed));
      if (fit && failed.length > 0)
        return refuse(
          'testFailed',
          `It isn’t fit to be shipped as long as these drop tests fail: ${failed.map(({ title }) => title.en).join(', ')}. Say that it isn’t fit, with what is to be changed.`,
          `以下跌落测试未通过，不宜发运：${failed.map(({ title }) => title.zh).join('、')}。请选择不宜发运并说明须修改之处。`,
        );
      return { facts: { opinion: { fit, text, tests, by: actor.id, at: now } } };
    },
  },
  approve: {
    title: { en: 'Approve the trial', zh: '批准试验' },
    event: 'Approved',
    by: ['allianceSecretary'],
    from: ['proposed'],
    to: ['approved'],
    guard: ({ current: { facts } }) => {
      if (facts.sentBack)
        return refuse(
          'isSentBack',
          'The proposal is being changed; approve it when it comes back.',
          '方案正在修改，请待提交后再批准。',
        );
      if (!facts.opinion)
        return refuse(
          'noOpinion',
          'A technical opinion is to come first; ask an expert for it.',
          '须先有技术意见，请联系技术组。',
        );
      return facts.opinion.fit
        ? undefined
        : refuse(
            'notFit',
            'The technicians don’t think it fit to be shipped; send it back with what is to be changed.',
            '技术意见认为不宜发运，请退回修改。',
          );
    },
    decide: ({ current: { id, facts }, actor, now }) => ({
      state: 'approved',
      facts: { approved: { by: actor.id, at: now } },
      effects: fund(id, facts),
      notify: [notify({ person: facts.proposer.id }, 'approved')],
    }),
  },
  sendBack: {
    title: { en: 'Send it back', zh: '退回修改' },
    event: 'SentBack',
    by: ['allianceSecretary'],
    from: ['proposed'],
    guard: ({ current: { facts } }) =>
      facts.sentBack
        ? refuse('isSentBack', 'It is with the proposer already; wait until it comes back.', '已退回提出人，请等待修改。')
        : undefined,
    decide: ({ current: { facts }, actor, now, input: { reason } }) => ({
      reason,
      facts: { sentBack: { reason, by: actor.id, at: now } },
      notify: [notify({ person: facts.proposer.id }, 'sentBack', { reason })],
    }),
  },
};
