/** Questions with which the sample academy begins; figures in them are given in the question itself, so that no rule of law is claimed. */
import type { Question } from '../../../activities/dual-assessment/tables.ts';
import type { Title } from '../../../workflows/kernel/process.ts';

const says = (en: string, zh: string): Title => ({ en, zh });
const ask = (topic: string, en: string, zh: string, right: number, ...options: readonly Title[]): Question => ({
  topic,
  question: { en, zh },
  options,
  right,
});
const yes = says('Yes', '是');
const no = says('No', '否');

export const questionBank: Readonly<Record<string, Question>> = {
  'claims-01': ask(
    'claims',
    'An invoice of 1,200 yuan is covered at 70 %. How much is paid back?',
    '发票金额1200元，报销比例70%，报销多少？',
    2,
    says('360 yuan', '360元'),
    says('840 yuan', '840元'),
    says('1,200 yuan', '1200元'),
  ),
  'claims-02': ask(
    'claims',
    'Of 5,000 yuan, 800 stay with the insured first, and 80 % of the rest are covered. How much is paid back?',
    '费用5000元，起付线800元，其余按80%报销，报销多少？',
    3,
    says('4,000 yuan', '4000元'),
    says('3,200 yuan', '3200元'),
    says('3,360 yuan', '3360元'),
  ),
  'claims-03': ask(
    'claims',
    'A material is missing from an application. What do you do?',
    '申请材料不齐，应如何处理？',
    1,
    says('Say at once, in one notice, all that is missing', '一次性告知全部缺少的材料'),
    says('Name the first thing that is missing and wait', '先告知其中一项，待补齐后再告知下一项'),
    says('Reject the application', '直接退件'),
  ),
  'claims-04': ask(
    'claims',
    'The same invoice was paid back last month. May it be paid back again?',
    '同一张发票上月已报销，可否再次报销？',
    2,
    yes,
    no,
  ),
  'claims-05': ask(
    'claims',
    'The name on the invoice differs from that of the insured person. What comes first?',
    '发票姓名与参保人不一致，首先应当？',
    3,
    says('Pay it back and note it', '先报销并备注'),
    says('Correct the name by hand', '手工更正姓名'),
    says('Have the identity cleared before anything is paid', '核实身份后再办理'),
  ),
  'claims-06': ask(
    'claims',
    'Somebody asks for another person’s claims. What do you need?',
    '代他人查询报销记录，需要什么？',
    2,
    says('Their telephone number', '被查询人电话'),
    says('A written authority and both identity documents', '书面授权及双方身份证件'),
    says('Nothing, if they are related', '亲属无需任何材料'),
  ),
  'enrolment-01': ask(
    'enrolment',
    'A newborn child is to be insured. Whose identity is checked?',
    '新生儿参保，核验谁的身份？',
    2,
    says('The neighbour’s', '邻居'),
    says('The guardian’s, and the child’s own papers', '监护人身份及新生儿证明材料'),
    says('Nobody’s', '无需核验'),
  ),
  'enrolment-02': ask(
    'enrolment',
    'Somebody is entered twice, in two places. What do you do?',
    '发现重复参保，应如何处理？',
    1,
    says('Tell them, and have one of the two ended', '告知本人并终止其一'),
    says('Leave both', '两处均保留'),
    says('Delete both', '两处均删除'),
  ),
  'enrolment-03': ask(
    'enrolment',
    'May you change an address because somebody rang up with it, without proof?',
    '仅凭来电、未经核实，可否更改参保人地址？',
    2,
    yes,
    no,
  ),
  'maternity-01': ask(
    'maternity',
    'An allowance of 150 yuan a day is paid for 98 days. How much is that?',
    '生育津贴每日150元，享受98天，共多少？',
    1,
    says('14,700 yuan', '14700元'),
    says('15,000 yuan', '15000元'),
    says('13,800 yuan', '13800元'),
  ),
  'maternity-02': ask(
    'maternity',
    'The employer has paid the wage for that time already. To whom does the allowance go?',
    '产假期间单位已发工资，津贴拨付给谁？',
    3,
    says('To both', '双方各一份'),
    says('To nobody', '不再发放'),
    says('As the rules on offsetting say, never twice for one time', '按冲抵规定办理，同一期间不重复领取'),
  ),
  'maternity-03': ask(
    'maternity',
    'Two applications for one birth arrive from two places. Are both paid?',
    '同一次生育从两地申请津贴，是否均发放？',
    2,
    yes,
    no,
  ),
};
