/** A process as its reader meets it, derived from the process folder alone. */
import { newest, type ProcessPackage } from '../../activities/process-package.ts';
import { pascal } from '../../graphql/schema/names.ts';
import { diagramOf, isForPeople } from '../../graphql/schema/process.ts';
import type { AnyProcess, AnyRule, ClockRule, LadderStep, Recipient, Title } from '../../workflows/kernel/process.ts';
import { budgetWords } from '../../activities/calendar/budget-words.ts';
import { inputRows } from './input-rows.ts';

/** The page of one process, in Markdown. */
export const processPage = (pkg: ProcessPackage): string => {
  const process = newest(pkg);
  const { name, code, version, title, start, actions, states } = process;
  const rules = Object.entries<AnyRule>(actions);
  return [
    `# ${title.en} ${title.zh}`,
    `Process \`${name}\`, case numbers with \`${code}\`, version ${version} of the rules. This page is written by \`npm run docs\` from the process folder; change the rules there, not here.`,
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
    '## Opening a case 立案',
    ...opening(pkg, process),
    '## Actions 操作',
    table(
      ['Action', 'Title', 'By', 'From', 'To'],
      rules.map(([action, rule]) => [
        `[\`${action}\`](#${anchor(action)})`,
        both(rule.title),
        rule.by.map(byWords).join(', '),
        codes(rule.from),
        codes(rule.to ?? []),
      ]),
    ),
    ...rules.flatMap(([action, rule]) => acting(pkg, name, action, rule)),
    ...clocks(process),
    ...limits(process),
    '## Who sees what 可见范围',
    `Staff, who see the cases of their unit and area: ${process.staff.join(', ')}. Everybody else sees the cases they have to do with. Names, numbers and addresses of the parties in full: ${process.personal.join(', ') || 'nobody'}; for others they are masked.`,
    start.accountless
      ? `Whoever comes as ${start.accountless.join(' or ')} follows the case without an account, with a secret code that the opening answers.`
      : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
};

const opening = ({ inputs }: ProcessPackage, { name, start }: AnyProcess): string[] => [
  `**${both(start.title)}** — ${isForPeople(start) ? `mutation \`start${pascal(name)}\`` : 'no mutation: nobody does this by hand'}, recorded as \`${start.event}\`. For: ${start.by.map(byWords).join(', ')}.`,
  described(start.description),
  isForPeople(start) ? sent(inputs.start) : '',
];

const acting = ({ inputs }: ProcessPackage, process: string, action: string, rule: AnyRule): string[] => {
  const { title, event, by, from, to = [] } = rule;
  const way = isForPeople(rule)
    ? `Mutation \`${process}${pascal(action)}\`, and \`${process}${pascal(action)}Each\` for many cases at once; recorded as \`${event}\`.`
    : `No mutation: nobody does this by hand. Recorded as \`${event}\`.`;
  return [
    `### ${action}`,
    `**${both(title)}** — ${way}`,
    described(rule.description),
    [
      `- By: ${by.map(byWords).join(', ')}`,
      `- From: ${codes(from)}`,
      `- To: ${to.length > 0 ? codes(to) : 'the state stays'}`,
    ].join('\n'),
    isForPeople(rule) ? sent(inputs[action]) : '',
  ];
};

const clocks = ({ clocks }: AnyProcess): string[] => {
  const rows = Object.entries<ClockRule>(clocks).map(([name, { title, budget, ladder }]) => {
    const words = budgetWords(budget);
    return [`\`${name}\``, both(title), `${words.en} ${words.zh}`, ladder.map(step).join('; ')];
  });
  return rows.length === 0
    ? []
    : [
        '## Clocks 时限',
        'A tenant changes a budget with `setLimit`, name `clock.<name>`, and a ladder with `ladder.<name>`, each from a day on. Percentages are shares of the budget.',
        table(['Clock', 'Title', 'Budget', 'Ladder'], rows),
      ];
};

const limits = ({ limits }: AnyProcess): string[] => {
  const rows = Object.entries(limits).map(([name, value]) => [`\`${name}\``, String(value)]);
  return rows.length === 0
    ? []
    : [
        '## Limits 参数',
        'Numbers that hold until a tenant sets others with `setLimit`, from a day on.',
        table(['Limit', 'Until set otherwise'], rows),
      ];
};

const sent = (schema: ProcessPackage['inputs'][string] | undefined): string => {
  const rows = schema ? inputRows(schema) : [];
  if (rows.length === 0) return 'Nothing to send besides `caseId` and `requestId`.';
  return table(
    ['Input', 'What', 'Needed', 'Meaning'],
    rows.map(({ name, kind, required, description }) => [`\`${name}\``, kind, required ? 'yes' : '', description]),
  );
};

const step = ({ at, notify = [], act }: LadderStep): string =>
  `${at} %: ${[...(notify.length > 0 ? [`tells ${notify.map(recipient).join(', ')}`] : []), ...(act ? [`does \`${act}\``] : [])].join(', ')}`;

const recipient = (to: Recipient): string => ('role' in to ? to.role : 'party' in to ? `the ${to.party}` : to.person);

/** Who does something, as a reader sees it. */
export const byWords = (role: string): string => {
  if (role === 'case') return 'another case';
  return role.startsWith('clock:') ? `the clock \`${role.slice('clock:'.length)}\`` : role;
};

const both = ({ en, zh }: Title): string => `${en} ${zh}`;
const described = (description: Title | undefined): string => (description ? `${description.en}\n${description.zh}` : '');
const codes = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');
const anchor = (heading: string): string => heading.toLowerCase();

/** A Markdown table; bars in cells are kept from ending them. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ')).join(' | ')} |`)
    .join('\n');
