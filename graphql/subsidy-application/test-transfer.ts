/** How many cents the cashier sends to a firm’s account to see whose it is: told to the cashier alone, and kept nowhere. */
import { ApiError } from '../../activities/acting/api-error.ts';
import { testAmount } from '../../activities/subsidy-application/test-amount.ts';
import type { Facts } from '../../workflows/subsidy-application/facts.ts';
import type { SchemaModule } from '../schema/schema.ts';

type Transfer = NonNullable<Facts['account']> & { readonly fen: number };

export const testTransferModule: SchemaModule = (builder) => {
  const transfer = builder.objectRef<Transfer>('SubsidyTestTransfer').implement({
    description: 'What is sent to a firm’s account so that it says how much came. 账户核验打款',
    fields: (t) => ({
      fen: t.exposeInt('fen', { description: 'Cents.' }),
      bank: t.exposeString('bank'),
      number: t.exposeString('number'),
      name: t.exposeString('name'),
    }),
  });
  builder.queryField('subsidyTestTransfer', (t) =>
    t.field({
      type: transfer,
      authScopes: { role: ['cashier'] },
      description: 'The test payment of an application, once the cashier has begun one by `verifyAccount`. 账户核验打款金额',
      args: { caseId: t.arg.id() },
      resolve: async (_, { caseId }, { services, caller, read }) => {
        const [found] = await read<{ facts: Facts }>(
          `SELECT facts FROM cases WHERE id = $1->>'caseId' AND process = 'subsidyApplication'`,
          { caseId },
        );
        const { account = null, test = null } = found?.facts ?? {};
        if (account === null || test === null)
          throw new ApiError('NOT_FOUND', {
            en: 'No test payment was begun in this application. Begin one by verifyAccount, without an amount.',
            zh: '该申请尚未发起账户核验，请先办理“核验账户”（金额留空）。',
          });
        return {
          ...account,
          fen: testAmount(services.secret, { tenant: caller.tenant, caseId, n: test.n, account: account.number }),
        };
      },
    }),
  );
};
