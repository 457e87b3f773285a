/** A process as its reader meets it, derived from the process folder alone. */

import { budgetWords } from '../../activities/calendar/budget-words.ts';
import { newest, type ProcessPackage } from '../../activities/process-package.ts';
import { pascal } from '../../graphql/schema/names.ts';
import { diagramOf, isForPeople } from '../../graphql/schema/process.ts';
import { LIMIT_UNITS, type LimitRule } from '../../workflows/kernel/limits.ts';
import type { AnyProcess, AnyRule, ClockRule, LadderStep, Recipient, Title } from '../../workflows/kernel/process.ts';
import { inputRows } from './input-rows.ts';
import { both, cellOf, codes, table } from './markdown.ts';
import { audienceRows, byWords, publicWords, rolesTable, roleTitle } from './roles.ts';
import { stateTable } from './state-table.ts';

/** The page of one process, in Markdown; `discovered` is a diagram of how its cases went, where there is one. */
export const processPage = (pkg: ProcessPackage, discovered?: string): string => {
  const process = newest(pkg);
  const { code, name, version, title, start, actions, states } = process;
  const rules = Object.entries<AnyRule>(actions);
  return [
    `# ${both(title)}`,
    `Process \`${name}\`, case numbers with \`${code}\`, version ${version} of the rules. \`npm run docs\` writes this page from the process folder; change the rules there, not here. 本页由\`npm run docs\`根据流程目录生成，请勿直接修改。`,
    '## States 状态',
    ['```mermaid', diagramOf(process, 'en'), '```'].join('\n'),
    table(
      ['State', 'English', '中文', 'Counts as closed'],
      Object.entries<Title>(states).map(([state, { en, zh }]) => [
        `\`${state}\``,
        en,
        zh,
        process.closed.includes(state) ? 'yes' : '',
      ]),
    ),
    ...(discovered === undefined ? [] : asPlayed(discovered)),
    ...stateTable(process, pkg),
    '## Opening a case 立案',
    ...opening(pkg, process),
    '## Actions 操作',
    table(
      ['Action', 'Title', 'By', 'From', 'To'],
      rules.map(([action, rule]) => [
        `[\`${action}\`](#${anchor(action)})`,
        both(rule.title),
        doers(process, rule),
        codes(rule.from),
        codes(rule.to ?? []),
      ]),
    ),
    ...rules.flatMap(([action, rule]) => acting(pkg, process, action, rule)),
    ...clocks(process),
    ...limits(process),
    '## Roles 角色',
    'Everybody without a right to see more sees the cases they have to do with. Names, numbers and addresses of the parties are masked for all who don’t read them in full.',
    rolesTable(process),
    ...audiences(process),
    publicWords(process),
    start.accountless
      ? `The reporter of a case opened by ${start.accountless.by.map((role: string) => roleTitle(process, role).en).join(' or ')} follows it without an account, with a secret code that the opening answers.`
      : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
};

const asPlayed = (diagram: string): string[] => [
  '## As its sample cases went 样例案件的实际流转',
  'What [pm4py](https://pypi.org/project/pm4py/) discovers in the export of the sample stories (`npm run mining`): the events that changed a state, which followed on which, and how often. 由pm4py从样例案件的导出中挖掘：改变状态的事件、先后关系及次数。',
  ['```mermaid', diagram.trimEnd(), '```'].join('\n'),
];

const opening = ({ inputs }: ProcessPackage, process: AnyProcess): string[] => {
  const { name, start } = process;
  return [
    `**${both(start.title)}** — ${isForPeople(start) ? `mutation \`start${pascal(name)}\`` : 'no mutation: nobody does this by hand'}, recorded as \`${start.event}\`. For: ${doers(process, start)}.${start.to ? ` Opens as ${codes(start.to)}.` : ''}`,
    described(start.description),
    isForPeople(start) ? sent(inputs.start) : '',
  ];
};

const acting = ({ inputs }: ProcessPackage, process: AnyProcess, action: string, rule: AnyRule): string[] => {
  const { title, event, from, to = [] } = rule;
  const mutation = `${process.name}${pascal(action)}`;
  const way = isForPeople(rule)
    ? `Mutation \`${mutation}\`, and \`${mutation}Each\` for many cases at once; recorded as \`${event}\`.`
    : `No mutation: nobody does this by hand. Recorded as \`${event}\`.`;
  return [
    `### ${action}`,
    `**${both(title)}** — ${way}`,
    described(rule.description),
    [
      `- By: ${doers(process, rule)}`,
      ...(rule.apart ? [`- Not by who did ${codes(rule.apart.map(({ did }) => did))}, nor by anybody related to them`] : []),
      `- From: ${codes(from)}`,
      `- To: ${to.length > 0 ? codes(to) : 'the state stays'}`,
    ].join('\n'),
    isForPeople(rule) ? sent(inputs[action]) : '',
  ];
};

const doers = (process: AnyProcess, { by }: Pick<AnyRule, 'by'>): string =>
  by.map((role) => byWords(process, role).en).join(', ');

const clocks = (process: AnyProcess): string[] => {
  const rows = Object.entries<ClockRule>(process.clocks).map(([name, { title, budget, own, ladder }]) => [
    `\`${name}\``,
    both(title),
    both(budgetWords(budget)) + (own ? ', or the case’s own' : ''),
    cellOf(ladder.map((step) => stepWords(process, step))),
  ]);
  return rows.length === 0
    ? []
    : [
        '## Clocks 时限',
        'A tenant changes a budget with `setLimit`, name `clock.<name>`, and a ladder with `ladder.<name>`, each from a day on. Percentages are shares of the budget.',
        table(['Clock', 'Title', 'Budget', 'Ladder'], rows),
      ];
};

const audiences = (process: AnyProcess): string[] => {
  const rows = audienceRows(process);
  return rows.length === 0
    ? []
    : [
        'Not every fact is for everybody who sees a case. What was sent with the acts that bring it is kept from the same people. 以下要素并非所有可见该案件的人都能查看，随操作提交的相应内容亦同。',
        table(['Fact', 'Read by', 'Others read', 'Sent with'], rows),
      ];
};

const limits = ({ limits }: AnyProcess): string[] => {
  const rows = Object.entries<LimitRule | number>(limits).map(([name, rule]) => [`\`${name}\``, ...limitCells(rule)]);
  return rows.length === 0
    ? []
    : [
        '## Limits 参数',
        'Numbers that hold until a tenant sets others with `setLimit`, from a day on.',
        table(['Limit', 'Title', 'Until set otherwise', 'Bounds'], rows),
      ];
};

const limitCells = (rule: LimitRule | number): string[] => {
  if (typeof rule === 'number') return ['', String(rule), ''];
  const { title, unit, default: standard, least, most, atMost } = rule;
  const other = atMost === undefined ? '' : `, not above \`${atMost}\``;
  return [both(title), `${standard} ${both(LIMIT_UNITS[unit])}`, `${bounds(least, most)}${other}`];
};

const bounds = (least: number | undefined, most: number | undefined): string => {
  if (least !== undefined && most !== undefined) return `${least} to ${most}`;
  if (least !== undefined) return `from ${least}`;
  return most === undefined ? '' : `up to ${most}`;
};

const sent = (schema: ProcessPackage['inputs'][string] | undefined): string => {
  const rows = schema ? inputRows(schema) : [];
  if (rows.length === 0) return 'Nothing to send besides `caseId` and `requestId`.';
  return table(
    ['Input', 'What', 'Needed', 'Meaning'],
    rows.map(({ name, kind, required, description }) => [`\`${name}\``, kind, required ? 'yes' : '', description]),
  );
};

const stepWords = (process: AnyProcess, { at, notify = [], act }: LadderStep): string => {
  const told = notify.length > 0 ? [`notifies ${notify.map((to) => recipient(process, to)).join(', ')}`] : [];
  return `${at} %: ${[...told, ...(act ? [`does \`${act}\``] : [])].join(', ')}`;
};

const recipient = (process: AnyProcess, to: Recipient): string => {
  if ('role' in to) return roleTitle(process, to.role).en;
  return 'party' in to ? `the ${to.party} of the case` : to.person;
};

const described = (description: Title | undefined): string => (description ? `${description.en}\n${description.zh}` : '');
const anchor = (heading: string): string => heading.toLowerCase();
