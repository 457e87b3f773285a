import { issueReport } from '../workflows/issue-report/rules.ts';
import type { AnyProcess } from '../workflows/kernel/process.ts';

/** The issue report's own rules under another name, so that the record knows both. */
export const ordinaryReportRules: AnyProcess = { ...issueReport, name: 'ordinaryReport', code: 'OR' };
