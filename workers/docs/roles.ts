/** The roles of a process, as a reader of the docs meets them. */
import { audiencesOf } from '../../workflows/kernel/audiences.ts';
import type { AnyProcess, AnyRule, Title } from '../../workflows/kernel/process.ts';
import type { PublicView } from '../../workflows/kernel/public-view.ts';
import { KERNEL_ROLES } from '../../workflows/kernel/roles.ts';
import { cellOf, codes, table } from './markdown.ts';

/** A role in both languages; one without a title has its name. */
export const roleTitle = ({ roles }: AnyProcess, role: string): Title =>
  (roles as Record<string, Title> | undefined)?.[role] ?? KERNEL_ROLES[role] ?? { en: role, zh: role };

/** Who does something, as a reader sees it. */
export const byWords = (process: AnyProcess, role: string): Title => {
  if (role === 'case') return { en: 'another case', zh: '其他案件' };
  if (!role.startsWith('clock:')) return roleTitle(process, role);
  const name = role.slice('clock:'.length);
  const title = process.clocks[name]?.title ?? { en: name, zh: name };
  return { en: `the clock “${title.en}”`, zh: `“${title.zh}”时限` };
};

/** What everybody reads without signing in, where a process makes something public. */
export const publicWords = ({ publicView, states }: AnyProcess): string => {
  if (!publicView) return '';
  const { states: open, facts, rows } = publicView as PublicView;
  const named = (language: keyof Title) => open.map((state) => (states as Record<string, Title>)[state]?.[language] ?? state);
  const shown = codes([...facts, ...(rows ? [rows.fact] : [])]);
  return `Everybody reads, without signing in, of a case that is ${named('en').join(', ')}: ${shown}, and nothing personal in them. 案件处于${named('zh').join('、')}时，任何人无须登录即可查看以上内容，其中个人信息除外。`;
};

/** The roles that have to do with a process, and what each may do and see. */
export const rolesTable = (process: AnyProcess): string =>
  table(
    ['Role', 'English', '中文', 'Does', 'Sees'],
    rolesIn(process).map((role) => {
      const { en, zh } = roleTitle(process, role);
      return [`\`${role}\``, en, zh, codes(doneBy(process, role)), cellOf(seen(process, role))];
    }),
  );

/** The facts that not everybody reads who sees a case. */
export const audienceRows = (process: AnyProcess): readonly string[][] =>
  audiencesOf(process).map(([fact, { readBy, own, sentWith = {} }]) => [
    `\`${fact}\``,
    typeof readBy === 'function' ? 'by what the case knows' : readBy.map((role) => roleTitle(process, role).en).join(', '),
    own ? 'their own part' : 'nothing',
    cellOf(Object.entries(sentWith).map(([action, fields = []]) => `\`${action}\`: ${fields === 'all' ? 'all' : codes(fields)}`)),
  ]);

const rolesIn = (process: AnyProcess): readonly string[] => {
  const { roles = {}, start, actions, staff, personal, openTo = [] } = process;
  const acting = [start, ...Object.values<AnyRule>(actions)].flatMap(({ by }) => by as readonly string[]);
  return [...new Set([...Object.keys(roles), ...acting, ...staff, ...personal, ...openTo])].filter(
    (role) => role !== 'case' && !role.startsWith('clock:'),
  );
};

const doneBy = ({ start, actions }: AnyProcess, role: string): readonly string[] =>
  Object.entries<Pick<AnyRule, 'by'>>({ start, ...actions }).flatMap(([action, { by }]) => (by.includes(role) ? [action] : []));

const seen = ({ staff, personal, openTo = [] }: AnyProcess, role: string): readonly string[] => [
  ...(staff.includes(role) ? ['cases of their unit and area'] : []),
  ...(openTo.includes(role) ? ['all cases'] : []),
  ...(personal.includes(role) ? ['personal data in full'] : []),
];
