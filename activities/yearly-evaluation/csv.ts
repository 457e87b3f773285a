import type { Evaluation } from './evaluation.ts';

const COLUMNS = ['person', 'name', 'unit', 'unitEn', 'unitZh', 'group', 'required', 'credits', 'passed'] as const;

/**
 * The people of an evaluation as CSV after RFC 4180, with a byte order mark, by which spreadsheets know the Chinese. What a spreadsheet
 * would take for a formula is kept from being one.
 */
export const asCsv = ({ units, people }: Evaluation): string => {
  const unitOf = new Map(units.map((unit) => [unit.id, unit]));
  const rows = people.map((line) => {
    const unit = unitOf.get(line.unit);
    const cells = { ...line, unitEn: unit?.en ?? '', unitZh: unit?.zh ?? '', passed: line.passed ? 'yes' : 'no' };
    return COLUMNS.map((column) => cell(cells[column]));
  });
  return `\uFEFF${[COLUMNS, ...rows].map((row) => `${row.join(',')}\r\n`).join('')}`;
};

const cell = (value: string | number): string => {
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
