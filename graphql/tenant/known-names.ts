/** Names in a change that nothing here has; the answer lists those there are. */
import type { ProcessPackage } from '../../activities/process-package.ts';
import type { Context } from '../context.ts';
import { type ChangeIssues, issue } from './change.ts';

export const knownPackage = ({ services }: Context, path: readonly string[], process: string): ProcessPackage => {
  const pkg = services.packages.get(process);
  if (!pkg) throw notAmong(path, process, [...services.packages.keys()]);
  return pkg;
};

export const notAmong = (path: readonly string[], name: string, those: readonly string[]): ChangeIssues =>
  issue(path, `There is no “${name}” here; choose from: ${those.join(', ')}.`, `没有“${name}”，可选：${those.join('、')}。`);

export const nothingOwn = (path: readonly string[]): ChangeIssues =>
  issue(path, 'The tenant has no text of its own here; see the list of templates.', '本租户在此没有自定义文本，请查看模板列表。');
