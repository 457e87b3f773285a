import { stringify } from 'csv-stringify/sync';
import type { Evaluation } from './evaluation.ts';

const COLUMNS = [
  'person',
  'name',
  'unit',
  'unitEn',
  'unitZh',
  'group',
  'required',
  'credits',
  'passed',
  'exempt',
  'appeal',
] as const;

const yesNo = (is: boolean): string => (is ? 'yes' : 'no');

/** The people of an evaluation as CSV for spreadsheets: with a byte order mark for the Chinese, and no cell that would be a formula. */
export const asCsv = ({ units, people }: Evaluation): string => {
  const unitOf = new Map(units.map((unit) => [unit.id, unit]));
  const rows = people.map((line) => {
    const unit = unitOf.get(line.unit);
    return {
      ...line,
      unitEn: unit?.en ?? '',
      unitZh: unit?.zh ?? '',
      passed: yesNo(line.passed),
      exempt: yesNo(line.exempt),
      appeal: line.appeal ?? '',
    };
  });
  return stringify(rows, { header: true, columns: [...COLUMNS], bom: true, record_delimiter: 'windows', escape_formulas: true });
};
