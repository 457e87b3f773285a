/** The materials of an application and what was said of them, described for people. */
import { z } from 'zod';
import { choice, internal, picked, title, titled } from '../kernel/describe.ts';
import { byAndAt } from '../lines/facts.ts';

/** A document that customers of a class have to bring. */
export const material = z
  .object({ code: internal(titled('Code', '材料代码', z.string())), title: titled('Name', '材料名称', title()) })
  .meta({ title: 'PowerMaterial' });

export const materialCodes = () => z.array(picked('fact:checklist', z.string()));

/** A demand for material; the first one names all that is missing. */
export const materialNotice = z
  .object({ materials: titled('Missing materials', '缺少材料', materialCodes()), ...byAndAt })
  .meta({ title: 'PowerMaterialNotice' });

/** Something we did wrong that cost the customer time. */
export const fault = z
  .object({
    kind: titled(
      'Kind',
      '差错类别',
      choice({
        missedInFirstNotice: ['Missed in an earlier notice', '此前告知遗漏'],
        missedAtAcceptance: ['Missed when it was accepted', '受理时遗漏'],
        changedBeforeSigning: ['Scheme changed before the signature', '签认前变更方案'],
        changedAfterSigning: ['Scheme changed after the signature', '签认后变更方案'],
      }),
    ),
    materials: titled('Materials', '涉及材料', materialCodes()),
    ...byAndAt,
  })
  .meta({ title: 'PowerFault' });
