/** What a case imports that makes something public: how it opens a notice, and what it hears of it. Pure. */
import { type Effect, openCase } from '../effects/index.ts';
import { looksPersonal } from '../kernel/looks-personal.ts';
import { type Refusal, refuse, type Title } from '../kernel/process.ts';
import type { Inputs } from './inputs.ts';

export type Publication = {
  readonly title: Title;
  /** What is shown of each row, with its heading. */
  readonly columns: readonly { readonly key: string; readonly title: Title }[];
  /** `people` hear of it and decide nothing on it; nobody in `decidedBy` decides on an objection to it. */
  readonly rows: readonly {
    readonly key: string;
    readonly values: readonly string[];
    readonly people?: readonly string[];
    readonly decidedBy?: readonly string[];
  }[];
  readonly places: readonly { readonly kind: 'web' | 'board'; readonly name: string }[];
  /** Working days; the tenant’s usual ones where nothing is said, and never fewer than its table `noticeRules` asks for. */
  readonly days?: number;
  readonly whoMayObject: Inputs['start']['whoMayObject'];
};

/** No row is on two notices at a time. */
export const rowHold = (parent: string, key: string): string => `notice:${parent}:${key}`;

/**
 * Opens a notice of this case; refused where it would show what is nobody’s business. The case then hears `rowPassed` of rows that may go on,
 * and `noticeEnded`, or else `noticeRefused`, such as where a row is on another notice still: it takes them as actions `by: ['case']` with the inputs `heard` of this folder, in each
 * state in which a notice of its may still end.
 */
export const publish = (publication: Publication): Effect | Refusal => {
  const { title, columns, places, rows } = publication;
  const wrong = rows.findIndex(({ key, values }) => [key, ...values].some(looksPersonal));
  if (wrong >= 0)
    return refuse(
      'showsPersonal',
      `Row ${wrong + 1} shows what looks like a telephone, identity or account number or an e-mail address. Take it out: a notice is read by everybody. Write amounts as 1,000,000, days as 2026-05-13.`,
      `第${wrong + 1}条公示内容疑似含有电话、身份证号、账号或电子邮箱，请删除后再公示；金额请写作1,000,000，日期请写作2026-05-13。`,
    );
  const around = [title, ...columns.map((column) => column.title)].flatMap(({ en, zh }) => [en, zh]);
  return [...around, ...places.map(({ name }) => name)].some(looksPersonal)
    ? refuse(
        'showsPersonal',
        'The title, a heading or a board shows what looks like a telephone, identity or account number or an e-mail address. Take it out: a notice is read by everybody.',
        '标题、列名或公示栏名称疑似含有电话、身份证号、账号或电子邮箱，请删除后再公示。',
      )
    : openCase('publicNotice', publication, { refused: 'noticeRefused' });
};
