/** The notices that a process may send: its own and those of the kernel, with their texts, channels and placeholders. */
import { type Channel, type Template, template } from '../workflows/kernel/template.ts';
import { newest, type ProcessPackage } from './process-package.ts';

export const CHANNELS = ['inbox', 'email', 'sms'] as const satisfies readonly Channel[];

/** What the kernel says in every process that has no text of its own for it. */
export const kernelNotices = {
  free: template(
    [
      '{case} can go on: {resourceEn} is free',
      '{title}. It waited for {resourceEn}, which no other case holds any more. Send your act again now.',
    ],
    ['{case} 可继续办理：{resourceZh}已释放', '{title}。所等待的{resourceZh}已无其他案件占用，请重新提交。'],
  ),
  dueMoved: template(
    [
      '{case}: the date is {after} now',
      '{title}. It was promised by {before}; the working calendar was changed, and it is due by {after} now.',
    ],
    ['{case} 办理期限调整为{after}', '{title}。原定{before}前办结；因工作日历调整，现为{after}前。'],
    { channels: ['inbox', 'email', 'sms'] },
  ),
  arrangementMissing: template(
    [
      'Holidays of {year} are not entered yet',
      'The first due times fall into {year}, such as that of {case}. They are provisional, by the holidays in the law. Enter the arrangement of that year with setCalendar when it is published; those who were promised a date are told where it moves.',
    ],
    [
      '{year}年放假安排尚未录入',
      '已有期限落在{year}年，例如{case}。目前按法定节假日暂定。放假安排公布后请用setCalendar录入；期限变动将通知相关当事人。',
    ],
  ),
  cameToYou: template(
    ['{case} waits for you', '{title}. “{actEn}” is to be done, and whoever had it, or was to have it, isn’t there.'],
    ['{case} 待您办理', '{title}。“{actZh}”原承办人员已不在岗，请您办理。'],
  ),
  emergencyTaken: template(
    [
      '{name} has taken the role “{roleEn}” in an emergency',
      '{name} has taken the role “{roleEn}” for {minutes} minutes, for the sake of {case}: {reason}. `emergencies` lists it; `events` and `readings` with its id show what is done and read in it.',
    ],
    [
      '{name}已紧急取得“{roleZh}”角色',
      '{name}因{case}紧急取得“{roleZh}”角色{minutes}分钟，理由：{reason}。可在emergencies中查看，并按其编号在events和readings中核查办理与查阅情况。',
    ],
    { channels: ['inbox', 'email', 'sms'] },
  ),
  nobodyLeft: template(
    [
      '{case}: nobody may do what waits',
      '{title}. “{actEn}” is to be done, and of those whom it falls to, the administrators included, nobody may do it themselves. Give somebody else the role “{roleEn}”, and it comes to them.',
    ],
    [
      '{case} 无人可以办理',
      '{title}。“{actZh}”待办，但可接手的人员（含系统管理员）均须回避。请授予其他人员“{roleZh}”角色，任务将自动转给该人员。',
    ],
  ),
  codeRenewed: template(
    [
      '{case}: there is a new code',
      'A new code to follow {case} was given; the old one holds no more. If you didn’t ask for it, call us.',
    ],
    ['{case} 查询码已更换', '{case}已补发新的查询码，原查询码失效。如非本人要求，请与我们联系。'],
    { channels: ['email', 'sms'] },
  ),
  doneWithCode: template(
    [
      '{of}: “{actEn}” was done with your code',
      '“{actEn}” was done with the code of {of}. If it wasn’t you, ask us for a new code.',
    ],
    ['{of} 已凭查询码办理“{actZh}”', '已有人凭{of}的查询码办理“{actZh}”。如非本人操作，请联系我们更换查询码。'],
    { channels: ['email', 'sms'] },
  ),
  subjectEnded: template(
    [
      '{case}: {name} has ended ({stateEn})',
      '{title}. The register says of {name}: {stateEn}. Look whether the case goes on, or how it ends.',
    ],
    ['{case} {name}已{stateZh}', '{title}。登记簿显示{name}：{stateZh}。请核实本件是否继续办理或如何办结。'],
  ),
  subjectRenamed: template(
    ['{case}: {before} is called {name} now', '{title}. {before} has a new name: {name}. Its code and the case stay the same.'],
    ['{case} {before}已更名为{name}', '{title}。{before}已更名为{name}，代码不变，本件照常办理。'],
  ),
  escalated: template(
    ['{case}: {percent} % of the time has passed', '{title}. “{clock}” has used {percent} % of its time.'],
    ['{case} 时限已用{percent}%', '{title}。“{clock}”已用{percent}%。'],
    { more: ['clock'] },
  ),
};

export const noticesOf = ({ notices }: ProcessPackage): Readonly<Record<string, Template>> => ({ ...kernelNotices, ...notices });

export const channelsOf = ({ channels = ['inbox'] }: Template): readonly Channel[] => channels;

const PLACEHOLDER = /\{([\w.]+)\}/g;

/** The placeholders in a text, without their braces. */
export const placeholdersIn = (text: string): readonly string[] => [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);

/** The placeholders that a tenant's text of this notice may hold. */
export const placeholdersOf = (pkg: ProcessPackage, { en, zh, more = [] }: Template): readonly string[] => [
  ...new Set([
    'case',
    'title',
    ...[en, zh].flatMap(({ subject, body }) => placeholdersIn(subject + body)),
    ...more,
    ...Object.keys(newest(pkg).clocks).map((clock) => `due.${clock}`),
  ]),
];

/** A text with its placeholders filled. */
export const filled = (text: string, word: (name: string) => string): string =>
  text.replaceAll(PLACEHOLDER, (_, name: string) => word(name));
