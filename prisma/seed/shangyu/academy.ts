/** What the utility takes from the academy: who may work on a live line is assessed, and the permit reads the register. */
import type { Question } from '../../../activities/dual-assessment/tables.ts';
import type { Terms } from '../../../workflows/dual-assessment/facts.ts';
import type { Title } from '../../../workflows/kernel/process.ts';
import type { SeedPerson, SeedTableRow } from '../tenant-data.ts';

const says = (en: string, zh: string): Title => ({ en, zh });
const ask = (en: string, zh: string, right: number, ...options: readonly Title[]): Question => ({
  topic: 'liveLine',
  question: { en, zh },
  options,
  right,
});
const yes = says('Yes', '是');
const no = says('No', '否');

const kinds: Readonly<Record<string, Terms>> = {
  liveLineWork: {
    title: says('Live-line work', '带电作业'),
    qualification: 'liveLineWork',
    topics: ['liveLine'],
    questions: 6,
    passPercent: 80,
    minutes: 45,
    practicePoints: 80,
    theoryMonths: 24,
    practiceMonths: 12,
    resits: 1,
    waitingDays: 14,
    againDays: 90,
    renewDays: 60,
  },
};

const bank: Readonly<Record<string, Question>> = {
  'live-01': ask(
    'The guardian has to leave the site. What comes first?',
    '专责监护人须离开现场，首先应当？',
    1,
    says('A replacement is named, or the work is suspended', '先指定替换监护人，否则暂停作业'),
    says('The work goes on, more slowly', '放慢速度继续作业'),
    says('The work leader guards as well', '由工作负责人兼任监护'),
  ),
  'live-02': ask('Is a step done when only the doer has confirmed it?', '仅操作人确认，该步骤是否完成？', 2, yes, no),
  'live-03': ask(
    'The bypass cable carries no share of the current after closing. May the fuse be removed?',
    '旁路合上后未见分流，可否拆除熔断器？',
    2,
    yes,
    no,
  ),
  'live-04': ask(
    'The permit has expired while work is under way. What is possible?',
    '作业中工作票到期，可以怎么办？',
    3,
    says('Extend it', '办理延期'),
    says('Go on and write it down later', '继续作业，事后补记'),
    says('End it; further work needs a new permit', '终结该票，继续作业须另办新票'),
  ),
  'live-05': ask(
    'A thunderstorm comes up. What do you do?',
    '遇雷雨来袭，应当？',
    2,
    says('Hurry with the step under way', '加快完成当前步骤'),
    says('Suspend the work and leave the live part', '停止作业并撤离带电部位'),
    says('Go on with longer gloves', '更换长手套继续'),
  ),
  'live-06': ask(
    'Who signs the briefing?',
    '站班会由谁签名？',
    1,
    says('Every member of the crew', '工作班全体成员'),
    says('The work leader alone', '仅工作负责人'),
    says('Nobody, if all know the site', '熟悉现场可不签'),
  ),
  'live-07': ask(
    'At the end one piece of bypass gear fewer is counted than at the beginning. May the line be returned?',
    '收工清点旁路器材少一件，可否恢复线路？',
    2,
    yes,
    no,
  ),
  'live-08': ask(
    'May one leader hold two open permits at the same time?',
    '同一工作负责人可否同时持有两张未终结的工作票？',
    2,
    yes,
    no,
  ),
};

const rowsOf = (table: string, rows: Readonly<Record<string, unknown>>): readonly SeedTableRow[] =>
  Object.entries(rows).map(([key, value]) => ({ table, key, value }));

/** Of the training centre. */
const people: readonly SeedPerson[] = [
  { id: 'jiang-yan', name: '蒋岩', unit: 'safety', roles: [{ role: 'academyAdmin' }] },
  { id: 'lou-chang', name: '楼畅', unit: 'safety', roles: [{ role: 'examiner' }] },
  { id: 'shen-tuo', name: '沈拓', unit: 'live-line-team', roles: [{ role: 'trainee' }] },
];

export const assessments = {
  people,
  tables: [...rowsOf('assessmentKinds', kinds), ...rowsOf('questionBank', bank)],
};
