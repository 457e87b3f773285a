/** What the API of the packaging trial has beside its acts: what each trial comes to. */
import { noSuchCase } from '../../activities/acting/api-error.ts';
import { maySeeCase } from '../../activities/acting/visibility.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import type { Facts } from '../../workflows/packaging-trial/facts.ts';
import type { ArmResult, Result } from '../../workflows/packaging-trial/result.ts';
import { packagingTrial } from '../../workflows/packaging-trial/rules.ts';
import { resultNow } from '../../workflows/packaging-trial/trial.ts';
import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { processesOf } from '../schema/process.ts';
import type { SchemaModule } from '../schema/schema.ts';
import type { TitleRef } from '../schema/titles.ts';

type Arm = ArmResult & { readonly key: string; readonly title: Title; readonly costFen: number };

type TrialResult = Omit<Result, 'trial' | 'baseline'> & {
  readonly caseId: string;
  readonly state: string;
  readonly product: Title;
  readonly target: number;
  readonly trial: Arm;
  readonly baseline: Arm;
  readonly from: string | null;
};

const STATES: Readonly<Record<string, Title>> = packagingTrial.states;

const MOST = 100;

const addArm = (builder: Builder, title: TitleRef) =>
  builder.objectRef<Arm>('TrialArm').implement({
    description: 'One of the two packagings of a trial. Shares are in per mille.',
    fields: (t) => ({
      key: t.exposeString('key', { description: 'As in the table packagingSchemes.' }),
      title: t.field({ type: title, resolve: (parent) => parent.title }),
      costFen: t.exposeInt('costFen', { description: 'What it costs for a parcel, in fen.' }),
      parcels: t.exposeInt('parcels'),
      units: t.exposeInt('units', { description: 'Units in the parcels that were measured.' }),
      bad: t.exposeInt('bad', { description: 'Bad ones among them; all of a lost parcel.' }),
      loss: t.exposeFloat('loss', { nullable: true, description: 'bad ÷ units; null where nothing was measured. 损耗率' }),
      low: t.exposeFloat('low', { nullable: true, description: 'Lower 95 per cent bound of the loss, by Wilson.' }),
      high: t.exposeFloat('high', { nullable: true, description: 'Upper 95 per cent bound of the loss, by Wilson.' }),
      unmeasured: t.exposeInt('unmeasured', { description: 'Parcels that nobody has measured.' }),
      worst: t.exposeFloat('worst', {
        nullable: true,
        description: 'The loss, had all units in the parcels that nobody has measured been bad.',
      }),
    }),
  });

export const trialResultModule: SchemaModule = (builder, { title }) => {
  const arm = addArm(builder, title);
  const result = builder.objectRef<TrialResult>('TrialResult').implement({
    description: 'What a packaging trial comes to: as published, or so far.',
    fields: (t) => ({
      caseId: t.exposeID('caseId'),
      state: t.exposeString('state'),
      stateTitle: t.field({ type: title, resolve: ({ state }) => STATES[state] ?? { en: state, zh: state } }),
      product: t.field({ type: title, resolve: (parent) => parent.product }),
      target: t.exposeInt('target', { description: 'The loss aimed at, in per mille.' }),
      trial: t.field({ type: arm, description: 'The packaging on trial.', resolve: (parent) => parent.trial }),
      baseline: t.field({ type: arm, description: 'The packaging in use.', resolve: (parent) => parent.baseline }),
      gained: t.exposeFloat('gained', {
        nullable: true,
        description: 'By how many per mille the loss is lower: that of the packaging in use − that of the one on trial.',
      }),
      extraFen: t.exposeInt('extraFen', { description: 'What the packaging on trial costs more for a parcel, in fen.' }),
      fenPerPerMille: t.exposeFloat('fenPerPerMille', {
        nullable: true,
        description: 'extraFen ÷ gained: fen for each per mille by which less is lost; null where nothing is gained.',
      }),
      from: t.field({
        type: 'Date',
        nullable: true,
        description: 'The day from which it is in use, where it was adopted.',
        resolve: (parent) => parent.from,
      }),
    }),
  });
  builder.queryField('trialResult', (t) =>
    t.field({
      type: result,
      authScopes: { person: true },
      description: 'What a packaging trial comes to: as it was published, or so far. 包装试验结果',
      args: { caseId: t.arg.id() },
      resolve: (_, { caseId }, context) => readResult(context, caseId),
    }),
  );
  builder.queryField('trialReport', (t) =>
    t.field({
      type: [result],
      authScopes: { role: ['allianceSecretary', 'allianceMember', 'expert', 'leader', 'auditor', 'admin'] },
      description: 'All packaging trials with both packagings, the newest first, at most 100. 包装试验汇总',
      args: { product: t.arg.string({ required: false, description: 'Only those of this product.' }) },
      resolve: async (_, { product }, { read }) =>
        (
          await read<Row>(
            `SELECT id, state, facts FROM cases WHERE process = 'packagingTrial'
               AND ($1->>'product' IS NULL OR facts#>>'{product,id}' = $1->>'product')
             ORDER BY opened_at DESC, id LIMIT ($1->>'most')::int`,
            { product: product ?? null, most: MOST },
          )
        ).map(shown),
    }),
  );
};

type Row = { readonly id: string; readonly state: string; readonly facts: Facts };

const readResult = async ({ read, caller, ...context }: Context, caseId: string): Promise<TrialResult> => {
  const [found] = (await maySeeCase(read, caller.actor, processesOf(context), caseId))
    ? await read<Row>(`SELECT id, state, facts FROM cases WHERE id = $1->>'id' AND process = 'packagingTrial'`, { id: caseId })
    : [];
  if (!found) throw noSuchCase(caseId);
  return shown(found);
};

/** As it was published; before, and in another run of shipping, as it is so far. */
const shown = ({ id, state, facts }: Row): TrialResult => {
  const { scheme, baseline, product, target, decision } = facts;
  const now = state === 'approved' || state === 'shipping' || state === 'measuring' ? null : facts.result;
  const result = now ?? resultNow(facts);
  const named = ({ key, title, costFen }: Facts['baseline']) => ({ key, title, costFen });
  return {
    ...result,
    caseId: id,
    state,
    product: product.title,
    target,
    trial: { ...result.trial, ...named(scheme) },
    baseline: { ...result.baseline, ...named(baseline) },
    from: decision?.from ?? null,
  };
};
