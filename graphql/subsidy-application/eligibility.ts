/** Whether a policy item pays a firm, tried without an application. */
import { ApiError } from '../../activities/acting/api-error.ts';
import { isAgentOf } from '../../activities/subjects.ts';
import { readEligibility } from '../../activities/subsidy-application/eligibility.ts';
import { foldedCode } from '../../workflows/kernel/licence-code.ts';
import { holdsRole } from '../../workflows/kernel/process.ts';
import { subjectId } from '../../workflows/kernel/subjects.ts';
import type { Judged, Judgement } from '../../workflows/subsidy-application/eligibility/item.ts';
import { judge, verdict } from '../../workflows/subsidy-application/eligibility/judge.ts';
import type { SchemaModule } from '../schema/schema.ts';

/** Who has to do with the policies of the town; what keeps a firm from money is nobody else's affair. */
const READERS = [
  ...['officer', 'serviceLeader', 'dispatcher', 'handler', 'windowClerk', 'policyReviewer', 'jointReviewer', 'financeOfficer'],
  ...['clawbackOfficer', 'leader', 'auditor', 'admin'],
];

const ANSWERS = ['yes', 'no', 'unknown'] as const;

export const addEligibility: SchemaModule = (builder, { title }) => {
  const answer = builder.enumType('EligibilityAnswer', { values: ANSWERS });
  const condition = builder.objectRef<Judged>('EligibilityCondition').implement({
    description: 'One condition of a policy item, judged for a firm; the amount is one, too.',
    fields: (t) => ({
      key: t.exposeString('key'),
      is: t.field({ type: answer, resolve: ({ is }) => is }),
      because: t.field({
        type: title,
        description: 'What it rests on, or what is to be sent.',
        resolve: ({ because }) => because,
      }),
      asks: t.string({
        nullable: true,
        description: 'What of the evidence is missing, where it isn’t known.',
        resolve: ({ asks }) => asks ?? null,
      }),
    }),
  });
  const eligibility = builder.objectRef<Judgement & { readonly firm: string; readonly name: string }>('Eligibility').implement({
    description: 'What the tenant’s registers say of a firm and a policy item, without what the firm would declare. 政策匹配试算',
    fields: (t) => ({
      firm: t.exposeString('firm'),
      name: t.exposeString('name'),
      is: t.field({ type: answer, description: 'All conditions together.', resolve: (found) => verdict(found) }),
      conditions: t.field({ type: [condition], resolve: ({ conditions }) => [...conditions] }),
      fen: t.field({
        type: 'Fen',
        nullable: true,
        description: 'The amount in cents, where it can be reckoned.',
        resolve: ({ amount }) => amount?.fen ?? null,
      }),
      how: t.field({
        type: title,
        nullable: true,
        description: 'How the amount comes about.',
        resolve: ({ amount }) => amount?.how ?? null,
      }),
    }),
  });
  builder.queryField('eligibility', (t) =>
    t.field({
      type: eligibility,
      nullable: true,
      authScopes: { person: true },
      description:
        'Whether a policy item pays a firm, for those who have to do with policies and for those who act for it; null where the register doesn’t know it. It changes nothing. 政策条件试算',
      args: { item: t.arg.string(), uscc: t.arg.string() },
      resolve: async (_, { item: name, uscc }, { read, caller }) => {
        const firm = foldedCode(uscc);
        if (!holdsRole(caller.actor, READERS) && !isAgentOf(caller.actor, subjectId('firm', firm))) return null;
        const { item, facts } = await readEligibility(read, { item: name, firm });
        if (!item)
          throw new ApiError('NOT_FOUND', {
            en: `There is no policy item “${name}” today; choose a row of the table policyItems.`,
            zh: `政策项目表中没有“${name}”，请从表中选择。`,
          });
        return facts ? { ...judge(item, facts, {}), firm, name: facts.name } : null;
      },
    }),
  );
};
