/** What is planned, what others say of it, and its public notice. */
import { z } from 'zod';
import { answers, cents, choice, instant, large, person, title, titled } from '../../kernel/describe.ts';

export const PLACES = { public: ['public', '公共'], common: ['common', '共有'], private: ['private', '户内'] } as const;
export const LOTS = {
  roof: ['roof', '屋面'],
  facade: ['façade', '外立面'],
  drains: ['drains', '排水'],
  cables: ['cables', '管线入地'],
  lane: ['lane', '巷道铺装'],
  fire: ['fire safety', '消防'],
  inside: ['inside homes', '户内'],
} as const;
export const KINDS = { repair: ['repair', '修缮'], replace: ['replace', '更换'], rebuild: ['rebuild', '改建'] } as const;
export const BODIES = {
  heritage: ['heritage', '古城保护'],
  fire: ['fire safety', '消防'],
  utilities: ['utilities', '管线单位'],
} as const;

const money = (en: string, zh: string) => titled(en, zh, large(cents()));

export const work = z
  .object({
    no: titled('No.', '序号', z.int()),
    code: titled('Work', '工程项目', z.string()),
    title: titled('Name', '名称', title()),
    lot: titled('Lot', '标段', choice(LOTS)),
    where: titled('Where', '部位', choice(PLACES)),
    door: titled('Door', '门牌', z.string().nullable()),
    quantity: titled('Quantity (0.01)', '数量（0.01）', z.int()),
    unitFen: money('Unit price', '单价'),
    kind: titled('Kind', '方式', choice(KINDS)),
    rate: titled('Subsidy rate', '补助标准', z.string()),
    warrantyMonths: titled('Warranty in months', '保修期（月）', z.int()),
    fen: money('Cost', '造价'),
  })
  .meta({ title: 'RenovationWork' });

const plan = z
  .object({
    version: titled('Version', '版本', z.int()),
    works: titled('Works', '工程项目', z.array(work)),
    cost: money('Cost', '总造价'),
    movingOut: titled('Moving out', '腾退安排', z.string().nullable()),
    differences: titled('What is new', '与上版差异', z.string().nullable()),
    by: titled('By', '编制人', person()),
    at: titled('At', '时间', instant()),
  })
  .meta({ title: 'RenovationPlan' });

const verdict = z
  .object({
    approves: titled('Agrees', '同意', z.boolean()),
    followsGuide: titled('Follows guide and atlas', '符合导则图则', z.boolean().nullable()),
    words: titled('In words', '意见', z.string()),
  })
  .meta({ title: 'RenovationVerdict' });

const opinion = z
  .object({
    n: titled('No.', '序号', z.int()),
    version: titled('On version', '针对版本', z.int()),
    by: titled('By', '提出人', person()),
    text: titled('Opinion', '意见', z.string()),
    at: titled('At', '时间', instant()),
    answer: titled('Answer', '答复', z.string().nullable()),
    answeredBy: titled('Answered by', '答复人', person().nullable()),
  })
  .meta({ title: 'RenovationOpinion' });

export const planFacts = {
  plans: titled('Plan', '方案', z.array(plan)),
  review: titled('Review', '会审', answers(verdict).meta({ title: 'RenovationReview' }).nullable()),
  rounds: titled('Rounds', '征求轮次', z.int()),
  notice: titled(
    'Public notice',
    '公示',
    z
      .object({
        of: titled('Of', '公示内容', choice({ plan: ['the plan', '方案'], shares: ['cost shares', '分摊'] })),
        version: titled('Version', '版本', z.int()),
        state: titled(
          'State',
          '状态',
          choice({
            running: ['running', '公示中'],
            passed: ['passed', '已通过'],
            struck: ['objection upheld', '异议成立'],
            withdrawn: ['withdrawn', '已撤销'],
          }),
        ),
        at: titled('Since', '公示时间', instant()),
      })
      .meta({ title: 'RenovationNotice' })
      .nullable(),
  ),
  opinions: titled('Opinions', '意见', z.array(opinion)),
  assemblies: titled(
    'Residents’ assemblies',
    '居民议事会',
    z.array(
      z
        .object({
          version: titled('On version', '针对版本', z.int()),
          minutes: titled('Minutes', '纪要', z.string()),
          by: titled('By', '记录人', person()),
          at: titled('At', '时间', instant()),
        })
        .meta({ title: 'RenovationAssembly' }),
    ),
  ),
};
