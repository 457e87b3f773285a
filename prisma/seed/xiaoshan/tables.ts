import type { BadgeTerms } from '../../../activities/badges/terms.ts';
import type { CreditRequirement } from '../../../activities/credits/tables.ts';
import type { Synonyms } from '../../../activities/desk-question/tables.ts';
import type { FormatRow, TopicRow } from '../../../activities/training-course/tables.ts';
import type { CreditRule } from '../../../workflows/credits/accrual.ts';
import type { Duty } from '../../../workflows/desk-question/roster.ts';
import type { Terms } from '../../../workflows/dual-assessment/facts.ts';
import type { SeedTableRow } from '../tenant-data.ts';
import { questionBank } from './question-bank.ts';

const rule = (
  en: string,
  zh: string,
  amount: number,
  mostPerYear: number,
  validYears: number,
  ...alsoWith: string[]
): CreditRule => ({ title: { en, zh }, amount, mostPerYear, validYears, alsoWith });

const creditRules: Readonly<Record<string, CreditRule>> = {
  session: rule('Mentoring session', '师徒带教', 2, 40, 2),
  course: rule('Course', '培训课程', 4, 60, 2),
  assessment: rule('Dual assessment', '双考核', 10, 30, 3),
  mentoring: rule('Mentor pairing completed', '师徒结对期满', 20, 40, 3),
  deskAnswer: rule('Answer at the desk', '线上答疑', 1, 50, 1),
  siteVisit: rule('Visit of a village site', '村社走访', 2, 30, 1),
  lecturing: rule('Course taught', '授课', 6, 60, 2),
  // A little on top of each course and each session, for coming at all.
  diligence: rule('Diligence', '勤学', 1, 10, 1, 'session', 'course'),
};

const requirement = (en: string, zh: string, credits: number, ...unitKinds: string[]): CreditRequirement => ({
  title: { en, zh },
  credits,
  unitKinds,
  roles: ['trainee'],
  byMonths: true,
});

const creditRequirements: Readonly<Record<string, CreditRequirement>> = {
  agencies: requirement('Handling agencies', '经办机构', 40, 'agency', 'desk'),
  villages: requirement('Townships and villages', '镇街村社', 20, 'township', 'villageSite'),
  institutions: requirement('Medical institutions and banks', '医银机构', 15, 'institution', 'bank'),
  enterprises: requirement('Enterprises', '企业', 8, 'enterprise'),
  parks: requirement('Parks', '园区', 8, 'park'),
};

const topic = (en: string, zh: string): TopicRow => ({ title: { en, zh } });

const courseTopics: Readonly<Record<string, TopicRow>> = {
  enrolment: topic('Enrolment for everybody', '全民参保'),
  maternity: topic('Maternity allowance', '生育津贴'),
  reimbursement: topic('Reimbursement of medical costs', '医疗费用报销'),
  archives: topic('Archives', '档案管理'),
};

const format = (en: string, zh: string, attendance: FormatRow['attendance'], percent: number): FormatRow => ({
  title: { en, zh },
  attendance,
  percent,
});

const courseFormats: Readonly<Record<string, FormatRow>> = {
  lecture: format('Lecture', '专题讲座', 'code', 100),
  deskClass: format('Class at the desk', '经办小课堂', 'code', 100),
  communityClass: format('Class in the community', '社区小课堂', 'roll', 100),
  liveStream: format('Live stream', '线上直播', 'minutes', 80),
  handsOn: format('Hands-on', '实操培训', 'code', 100),
  rotation: format('Rotation', '跟班轮训', 'days', 80),
  doorToDoor: format('Door to door', '送教上门', 'site', 100),
};

export const assessmentKinds = {
  claimsHandling: {
    title: { en: 'Claims handling', zh: '医保经办' },
    qualification: 'claimsHandling',
    topics: ['claims', 'enrolment', 'maternity'],
    questions: 10,
    passPercent: 80,
    minutes: 60,
    practicePoints: 70,
    theoryMonths: 24,
    practiceMonths: 12,
    resits: 1,
    waitingDays: 14,
    againDays: 90,
    renewDays: 60,
  },
} satisfies Readonly<Record<string, Terms>>;

/** Two take turns at being asked first, morning and afternoon; a third helps out. */
const deskRoster: Readonly<Record<string, Duty>> = {
  morning: {
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    from: '00:00',
    to: '12:30',
    people: ['desk-officer-01', 'desk-officer-02', 'desk-officer-03'],
  },
  afternoon: {
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    from: '12:30',
    to: '24:00',
    people: ['desk-officer-02', 'desk-officer-01', 'desk-officer-03'],
  },
};

const site = (en: string, zh: string) => ({ title: { en, zh } });

const deskSites = {
  villageSite: site('Village sites', '村社服务点'),
  township: site('Townships', '镇街'),
  institution: site('Medical institutions', '定点医疗机构'),
  bank: site('Banks', '合作银行'),
  park: site('Parks', '产业园区'),
};

/** Ways in which people at the counter say the same. */
const deskSynonyms = {
  异地: { words: ['异地', '外地', '外省', '省外'] },
  就医: { words: ['就医', '看病', '就诊'] },
  医保卡: { words: ['医保卡', '社保卡', '医疗卡'] },
  报销: { words: ['报销', '结算', '报账'] },
  申领: { words: ['申领', '领取', '申请'] },
  参保: { words: ['参保', '投保', '加入医保'] },
  新生儿: { words: ['新生儿', '宝宝', '婴儿'] },
  住院: { words: ['住院', '入院'] },
  断缴: { words: ['断缴', '停缴', '漏缴'] },
} satisfies Readonly<Record<string, Synonyms>>;

const badgeTerms: Readonly<Record<string, BadgeTerms>> = {
  yearlyEvaluation: {
    name: '医保学院年度考评合格 Academy year passed',
    description:
      '持证人在医保学院年度考评中达到学分要求。 The holder has earned the credits of the year at the academy of medical insurance.',
    criteria:
      '在年度内通过课程、双考核、师徒结对等取得所属培训对象要求的学分。 The credits that the holder’s group needs, from courses, assessments and mentoring.',
    validMonths: 24,
  },
};

const rowsOf = (table: string, rows: Readonly<Record<string, unknown>>): readonly SeedTableRow[] =>
  Object.entries(rows).map(([key, value]) => ({ table, key, value }));

export const tables: readonly SeedTableRow[] = [
  ...rowsOf('creditRules', creditRules),
  ...rowsOf('creditRequirements', creditRequirements),
  ...rowsOf('courseTopics', courseTopics),
  ...rowsOf('courseFormats', courseFormats),
  ...rowsOf('assessmentKinds', assessmentKinds),
  ...rowsOf('questionBank', questionBank),
  ...rowsOf('deskRoster', deskRoster),
  ...rowsOf('deskSites', deskSites),
  ...rowsOf('deskSynonyms', deskSynonyms),
  ...rowsOf('badgeTerms', badgeTerms),
];
