/** The homes of a unit, and what was found in each of them. */
import { z } from 'zod';
import { choice, day, instant, internal, person, personal, titled } from '../../kernel/describe.ts';

export const TENURES = {
  private: ['private', '私房'],
  publicHousing: ['public housing', '直管公房'],
  collective: ['collective', '集体所有'],
} as const;

/** An owner, or the tenant of public housing, as the register of households has them. */
const household = z
  .object({
    household: titled('Household', '住户', z.string()),
    name: titled('Name', '姓名', personal('name', z.string())),
  })
  .meta({ title: 'RenovationHousehold' });

const home = z
  .object({
    door: titled('Door', '门牌', z.string()),
    tenure: titled('Tenure', '权属', choice(TENURES)),
    area: titled('Area (0.01 m²)', '面积（0.01平方米）', z.int()),
    floor: titled('Floor', '楼层', z.int(), ['The ground floor is 1.', '底层为1。']),
    owners: titled('Owners', '所有人', z.array(household)),
    representative: titled('Votes for the co-owners', '共有人代表', z.string().nullable()),
    user: titled('Tenant', '承租人', household.nullable()),
    disputed: titled('Ownership disputed', '权属争议', z.boolean()),
    absent: titled('Absent', '外出', z.boolean()),
  })
  .meta({ title: 'RenovationHome' });

const attempt = z
  .object({
    day: titled('Day', '日期', day()),
    evening: titled('In the evening', '晚间', z.boolean()),
    by: titled('By', '上门人', person()),
  })
  .meta({ title: 'RenovationVisitTry' });

const survey = z
  .object({
    door: titled('Door', '门牌', z.string()),
    tries: titled('Not met', '未遇', z.array(attempt)),
    state: titled(
      'State',
      '状态',
      choice({ open: ['to be asked', '待走访'], answered: ['asked', '已走访'], noAnswer: ['no answer', '多次未遇'] }),
    ),
    wishes: titled('Wishes', '意愿', z.string().nullable()),
    condition: titled('Condition', '现状', z.string().nullable()),
    at: titled('At', '时间', instant().nullable()),
    by: titled('By', '走访人', person().nullable()),
  })
  .meta({ title: 'RenovationSurvey' });

export const homeFacts = {
  homes: titled('Homes', '房屋', z.array(home)),
  surveys: titled('Survey', '入户走访', z.array(survey)),
  care: titled('Need care', '需关爱户', z.array(z.string()), [
    'Doors of old, ill or disabled people.',
    '老人、病人或残疾人家庭门牌。',
  ]),
  sold: titled(
    'Sold since',
    '其间转让',
    z.array(
      z
        .object({
          door: titled('Door', '门牌', z.string()),
          to: titled('New owner', '新所有人', household),
          at: titled('At', '时间', instant()),
          duringVote: internal(titled('During a vote', '表决期间', z.boolean())),
        })
        .meta({ title: 'RenovationSale' }),
    ),
  ),
};
