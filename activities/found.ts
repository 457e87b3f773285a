/** What look-ups answer where the tenant has no such thing: one sentence for each kind of thing, that says how to go on. */
import type { Title } from '../workflows/kernel/process.ts';
import type { InputIssue } from './lookups.ts';

type Path = InputIssue['path'];

export const issue = (path: Path, en: string, zh: string): InputIssue => ({ path, message: { en, zh } });

export const noPerson = (path: Path, person: string): InputIssue =>
  issue(
    path,
    `There is nobody “${person}” on the staff, or no longer; choose from the list of people.`,
    `人员“${person}”不存在或已离岗，请从人员名单中选择。`,
  );

export const noUnit = (path: Path, unit: string): InputIssue =>
  issue(
    path,
    `There is no unit “${unit}”, or no longer; choose one from the list of units.`,
    `没有单位“${unit}”或该单位已撤销，请从单位目录中选择。`,
  );

/** A unit that was dissolved, where its name is known. */
export const endedUnit = (path: Path, { title: { en, zh } }: { readonly title: Title }): InputIssue =>
  issue(path, `${en} no longer exists; choose the unit that has taken over its work.`, `${zh}已撤销，请选择承接其职责的单位。`);

export const noCase = (path: Path, id: string): InputIssue =>
  issue(path, `There is no case ${id} here; copy the number from its heading.`, `没有案件${id}，请从标题中复制编号。`);

/** A key that a table, known by its title, doesn't have today. */
export const noRow = (path: Path, key: string, { title: { en, zh } }: { readonly title: Title }): InputIssue =>
  issue(
    path,
    `There is no “${key}” in the table “${en}” today; choose one of its rows.`,
    `参数表“${zh}”中没有“${key}”，请从表中选择。`,
  );
