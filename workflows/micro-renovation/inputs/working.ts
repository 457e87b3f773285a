/** What is sent while the works go on, and as they are accepted. */
import { z } from 'zod';
import { heard } from '../../coordination-meeting/heard.ts';
import { choice, personal, shownAs, titled } from '../../kernel/describe.ts';
import { lines, moment, say, tableKey, unitId, whole, words } from '../../kernel/inputs.ts';
import { LOTS } from '../facts/plan.ts';
import { SUPPLIES } from '../facts/works.ts';
import { door, evidence, pictures } from './parts.ts';

const lot = () => titled('Lot', '标段', choice(LOTS));
const number = (en: string, zh: string) => titled(en, zh, whole(1, 1000));
const span = {
  from: titled('From', '开始', moment()),
  until: titled('Until', '结束', moment()),
};
const backToWork = () =>
  titled('Back to work', '返工标段', z.array(choice(LOTS)).max(10).default([]), ['None where all is right.', '全部合格则留空。']);

export const working = {
  callMeeting: z.object({
    subject: titled('Kind of matter', '议事类型', tableKey('meetingRules').optional(), [
      'Its row says who leads and who usually comes.',
      '据此确定牵头单位和常设参会单位。',
    ]),
    matter: titled('Matter', '协调事项', words(200), [
      'Without names of residents: all units that are called read it.',
      '请勿填写居民姓名，所有参会单位可见。',
    ]),
    where: titled('Where', '地点', words(200)),
    at: titled('When', '时间', moment()),
    emergency: titled('Emergency', '应急召集', z.boolean().default(false)),
    units: titled(
      'Other units',
      '参会单位',
      z.array(unitId()).max(12, say('Name at most 12 units.', '最多12个单位。')).default([]),
    ),
    agenda: titled(
      'Agenda',
      '议题',
      z
        .array(words(1000))
        .min(1, say('Give at least one point.', '请至少填写一项议题。'))
        .max(10, say('Give at most ten points.', '最多填写十项议题。')),
    ),
    blocking: titled('May stop the renovation', '可暂停改造', z.boolean().default(false), [
      'What is resolved as a condition stops the contract and the lots until it is settled.',
      '列为前置的事项办结前，不得签约和开工。',
    ]),
  }),
  ...heard,
  startLot: z.object({ lot: lot() }),
  coverUp: z.object({ lot: lot(), what: titled('What', '内容', words(200)), photos: evidence() }),
  checkHidden: z.object({
    lot: lot(),
    n: number('No.', '序号'),
    passed: titled('Passed', '合格', z.boolean()),
    words: titled('In words', '意见', lines(1000).optional()),
  }),
  doneLot: z.object({ lot: lot() }),
  appoint: z.object({ door: door(), lot: lot(), ...span }),
  cancelAppointment: z.object({ n: number('Appointment', '预约序号') }),
  announceOff: z.object({ supply: titled('Supply', '停供类别', choice(SUPPLIES)), ...span }),
  vary: z.object({
    lot: lot(),
    text: titled('What', '变更内容', lines(1000)),
    fen: titled('More or less', '增减金额', shownAs('money', whole(-1_000_000_000, 1_000_000_000)).meta({ graphql: 'Fen' }), [
      'Below zero where it costs less.',
      '减少的填负数。',
    ]),
    door: titled('Inside', '户内门牌', words(40).optional(), ['For something new inside a home.', '涉及户内新增时填写。']),
  }),
  consent: z.object({ n: number('Variation', '变更序号'), yes: titled('Yes', '同意', z.boolean()) }),
  approveVariation: z.object({ n: number('Variation', '变更序号') }),
  dropVariation: z.object({ n: number('Variation', '变更序号') }),
  inspect: z.object({
    door: titled('Household present', '到场住户门牌', words(40).optional(), [
      'Nothing is accepted without one.',
      '没有住户到场不得验收。',
    ]),
    householdAgrees: titled('It agrees', '住户认可', z.boolean()),
    words: titled('What it says', '住户意见', personal('words', lines(1000)).optional()),
    heritage: titled('Heritage is present', '古城保护到场', z.boolean()),
    findings: titled(
      'Findings',
      '整改问题',
      z
        .array(
          z.object({ lot: lot(), text: titled('What isn’t right', '问题', words(500)) }).meta({ title: 'RenovationFinding' }),
        )
        .max(50, say('Name at most 50 findings.', '最多50项。'))
        .default([]),
    ),
    photos: pictures(),
  }),
  lookTogether: z.object({
    householdAgrees: titled('It agrees', '住户认可', z.boolean()),
    lots: backToWork(),
    words: titled('What was seen', '查看情况', lines(1000)),
  }),
  independentOpinion: z.object({
    expert: titled('By', '出具单位', words(100)),
    lots: backToWork(),
    words: titled('Opinion', '意见', lines(2000)),
  }),
};
