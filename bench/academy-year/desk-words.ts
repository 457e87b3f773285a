/** What village sites ask the desk, and what it answers: so many subjects in so many words that some are asked again and again. */
import type { Chance } from '../moved/chance.ts';

type Subject = { readonly topic: string; readonly asks: readonly string[]; readonly answer: string };

const SUBJECTS: readonly Subject[] = [
  {
    topic: '生育津贴',
    asks: ['灵活就业人员怎么申领生育津贴', '生育津贴多久到账', '流产后能不能领生育津贴', '男职工配偶生育有没有津贴'],
    answer: '符合参保时间要求的，由本人在线上办事大厅提交出院记录后申领，审核通过后转入本人账户。',
  },
  {
    topic: '异地就医',
    asks: [
      '去上海看病怎么办异地就医备案',
      '异地就医备案有效期是多久',
      '临时外出急诊没有备案怎么报销',
      '异地安置老人怎么变更就医地',
    ],
    answer: '可在线上或窗口备案，备案后在定点机构直接结算；未能直接结算的，凭发票和清单回参保地报销。',
  },
  {
    topic: '参保登记',
    asks: ['新生儿怎么参加城乡医保', '外地户籍孩子能不能在本地参保', '错过集中参保期怎么补缴', '退役士兵怎么接续医保'],
    answer: '带户口簿和身份证件到村社服务点或窗口登记，缴费后按规定享受待遇。',
  },
  {
    topic: '门诊报销',
    asks: ['村卫生室看门诊能报多少', '慢性病门诊怎么认定', '门诊发票丢了还能报销吗', '高血压配药一次能开多久'],
    answer: '在定点医疗机构刷卡直接结算；需要手工报销的，凭发票、病历和费用清单办理。',
  },
  {
    topic: '住院报销',
    asks: ['住院押金太高可以少交吗', '外伤住院报销要什么材料', '出院后多久之内要报销', '大病保险要另外申请吗'],
    answer: '出院时在定点机构直接结算；外伤住院另填情况说明，大病保险由系统一并结算，无须另行申请。',
  },
  {
    topic: '电子凭证',
    asks: ['老人没有手机怎么用医保码', '医保电子凭证怎么给家人代办', '社保卡丢了看病怎么办', '家庭共济账户怎么绑定'],
    answer: '可由家人代为绑定并授权使用，也可持身份证件就医；卡片遗失的先挂失再补办。',
  },
  {
    topic: '长护保险',
    asks: ['失能老人怎么申请长护待遇', '长护评估不通过可以再申请吗', '长护险可以请亲属护理吗', '换了护理机构要重新评估吗'],
    answer: '由家属提出申请，评估机构上门评估，结论有异议的可在公示期内申请复评。',
  },
  {
    topic: '档案与关系转移',
    asks: ['外省医保关系怎么转进来', '转移后缴费年限怎么算', '退休医保年限不够怎么补', '单位停缴后断了几个月怎么办'],
    answer: '线上申请转移接续，转出地办结后年限合并计算；不足年限的按规定一次性补缴。',
  },
];
const WHO = ['村民', '一位老人', '新来的企业职工', '外来务工人员', '残疾人家庭', '刚退休的教师', '独居老人', '返乡青年'];
const AND = ['？', '，要带什么材料？', '，可以代办吗？', '，线上能办吗？', '，多久能办好？'];

export type Words = { readonly text: string; readonly topic: string; readonly answer: string };

export const wordsOf = (chance: Chance): Words => {
  const subject = chance.pick(SUBJECTS);
  return {
    text: `${chance.pick(WHO)}问：${chance.pick(subject.asks)}${chance.pick(AND)}`,
    topic: subject.topic,
    answer: subject.answer,
  };
};
