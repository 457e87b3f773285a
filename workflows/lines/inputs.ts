/** Parts of what callers send that the processes of the utility share. Read by the API only. */
import { z } from 'zod';
import { choice, picked, titled } from '../kernel/describe.ts';
import { personId, photos, say, unitId, words } from '../kernel/inputs.ts';

export const code = (en: string, zh: string) => z.string(say(en, zh)).trim().min(1, say(en, zh)).max(60, say(en, zh));

/** A line, by its number. */
export const lineKey = () =>
  picked('table:lines', code('Give the number of a line, such as E551.', '请填写线路编号，例如E551。'));

/** A section of the line that is picked in the field `line` beside it. */
export const sectionKey = () =>
  picked('row:line.sections', code('Give the number of a section of the line.', '请填写线路区段编号。'));

/** Why something is done. */
export const reason = (help?: readonly [en: string, zh: string]) => titled('Reason', '理由', words(1000), help);

/** Photos of what `of` says. */
export const photosOf = (en: string, zh: string) => titled('Photos', '照片', photos(), [en, zh]);

/** Who is to do it: somebody with this role, or a unit whose people find it in their queue. */
export const personOrUnit = (role: string, en: string, zh: string) => ({
  person: titled(en, zh, personId(role).optional(), ['Name a person or a unit, not both.', '人员和单位二选一填写。']),
  unit: titled('Unit', '承办单位', unitId().optional(), [
    'The people of this unit with the role see the work in their queue.',
    '任务进入该单位待办队列，由本单位相应人员领取。',
  ]),
});

/** What is inspected on a round. */
export const itemKind = () =>
  choice({
    line: ['Line', '线路'],
    well: ['Irrigation well', '排灌机井'],
    customer: ['Priority customer', '重要用户'],
    checkpoint: ['Checkpoint', '点位'],
  });
