/** A rejection and the appeals against it, described for people. */
import { z } from 'zod';
import { instant, internal, titled } from '../kernel/describe.ts';
import { byAndAt, oneOf } from '../lines/facts.ts';
import { openStates } from './vocabulary.ts';

export const rejection = z
  .object({
    ground: titled('Ground', '不予办理理由', z.string()),
    ...byAndAt,
    from: internal(titled('Rejected in', '原环节', oneOf(openStates))),
    final: titled('Final', '是否终局', z.boolean(), ['It can no longer be appealed.', '不可再申诉。']),
  })
  .meta({ title: 'PowerRejection' });

const ruling = z
  .object({
    upheld: titled('Upheld', '是否成立', z.boolean()),
    reason: titled('Reason', '裁定理由', z.string()),
    ...byAndAt,
  })
  .meta({ title: 'PowerRuling' });

export const appeal = z
  .object({
    ground: titled('Ground', '申诉理由', z.string()),
    at: titled('At', '申诉时间', instant()),
    ruling: titled('Ruling', '申诉裁定', ruling.nullable()),
  })
  .meta({ title: 'PowerAppeal' });
