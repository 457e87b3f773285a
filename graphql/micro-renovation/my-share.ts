/** What the homes of whoever asks pay of a renovation, and what of it is paid. */
import { noSuchCase } from '../../activities/acting/api-error.ts';
import { maySeeCase } from '../../activities/acting/visibility.ts';
import type { Due, Facts } from '../../workflows/micro-renovation/facts.ts';
import { leftOf } from '../../workflows/micro-renovation/sharing.ts';
import { householdsFor } from '../../workflows/micro-renovation/telling.ts';
import { processesOf } from '../schema/process.ts';
import type { SchemaModule } from '../schema/schema.ts';
import { readRenovation } from './read.ts';

type Share = NonNullable<Facts['shares']>['homes'][number];
type MyShare = Due & { readonly share: Share | undefined };

export const myShareModule: SchemaModule = (builder) => {
  const share = builder.objectRef<MyShare>('RenovationMyShare').implement({
    description: 'What one home pays: fen = common + private, and left = fen − relief − paid. 我的分摊',
    fields: (t) => {
      const fen = (description: string, of: (mine: MyShare) => number) => t.field({ type: 'Fen', description, resolve: of });
      return {
        door: t.exposeString('door'),
        commonCost: fen('Its part of what is common, before subsidy.', ({ share: of }) => of?.commonCost ?? 0),
        common: fen('Its part of what is common, after subsidy.', ({ share: of }) => of?.common ?? 0),
        privateCost: fen('Works inside it, before subsidy.', ({ share: of }) => of?.privateCost ?? 0),
        private: fen('Works inside it, after subsidy.', ({ share: of }) => of?.private ?? 0),
        fen: fen('What it pays.', (of) => of.fen),
        relief: fen('What the government takes over for hardship.', (of) => of.relief),
        paid: fen('What is paid.', (of) => of.paid),
        left: fen('What is still to be paid.', leftOf),
        parts: t.exposeInt('parts', { nullable: true, description: 'Instalments, where these were agreed.' }),
      };
    },
  });
  builder.queryField('myShare', (t) =>
    t.field({
      type: [share],
      authScopes: { person: true },
      description: 'What the homes of those for whom you act pay of a renovation; none before the shares are reckoned. 我的分摊',
      args: { caseId: t.arg.id() },
      resolve: async (_, { caseId }, { read, caller, ...context }) => {
        const seen = await maySeeCase(read, caller.actor, processesOf(context), caseId);
        const found = seen ? await readRenovation(read, caseId) : undefined;
        if (!found) throw noSuchCase(caseId);
        const { dues, shares } = found.facts;
        const households = householdsFor(caller.actor);
        return dues
          .filter(({ household }) => households.includes(household))
          .map((due) => ({ ...due, share: shares?.homes.find(({ door }) => door === due.door) }));
      },
    }),
  );
};
