import type { GraphQLSchema } from 'graphql';
import { type Builder, createBuilder } from '../builder.ts';
import type { ProcessManifest } from '../manifest.ts';
import { addAudit } from '../tenant/audit.ts';
import { addCalendarChange } from '../tenant/calendar-change.ts';
import { addCatalogue } from '../tenant/catalogue.ts';
import { addChanges, type ChangeRefs } from '../tenant/change.ts';
import { addNotices } from '../tenant/notices.ts';
import { addPeople } from '../tenant/people-changes.ts';
import { addQualifications } from '../tenant/qualifications.ts';
import { addStatistics } from '../tenant/statistics.ts';
import { addTables } from '../tenant/tables.ts';
import { addTexts } from '../tenant/texts.ts';
import { addUnits } from '../tenant/unit-changes.ts';
import { addAccounts } from './account.ts';
import { addCases } from './case.ts';
import { addEvents } from './event.ts';
import { addMe } from './me.ts';
import { addMutations } from './mutations.ts';
import { addNextActions } from './next-actions.ts';
import { addProcesses } from './process.ts';
import { addResults } from './results.ts';
import { addScalars } from './scalars.ts';
import { addSubscriptions } from './subscription.ts';
import { addTasks } from './task.ts';
import { addTitles } from './titles.ts';

/** What a process may add to the schema by hand, beside what is derived from its folder. */
export type SchemaModule = (builder: Builder, refs: SchemaRefs) => void;
export type SchemaRefs = {
  readonly title: ReturnType<typeof addTitles>;
  readonly current: ReturnType<typeof addCases>;
  readonly results: ReturnType<typeof addResults>;
  readonly changes: ChangeRefs;
};

/** The whole contract: what every case has in common, what is derived from each process, and what its modules add. */
export const createSchema = (packages: readonly ProcessManifest[]): GraphQLSchema => {
  const builder = createBuilder();
  builder.queryType({});
  builder.mutationType({});
  builder.subscriptionType({});
  addScalars(builder);
  const title = addTitles(builder);
  const process = addProcesses(builder, title);
  const nextAction = addNextActions(builder, title);
  const current = addCases(builder, title, process, nextAction);
  const { event, filter } = addEvents(builder, title);
  addTasks(builder, title);
  addAccounts(builder);
  addMe(builder);
  const results = addResults(builder, { nextAction, current, event });
  addMutations(builder, packages, results);
  addSubscriptions(builder, { event, filter });
  const changes = addChanges(builder, results);
  addCalendarChange(builder, changes);
  addPeople(builder, changes);
  addUnits(builder, changes);
  addCatalogue(builder, changes, title);
  addTables(builder, changes, title);
  addQualifications(builder, changes, title);
  addNotices(builder, changes);
  addTexts(builder, changes, title);
  addAudit(builder, changes);
  addStatistics(builder);
  for (const add of packages.flatMap(({ modules = [] }) => modules)) add(builder, { title, current, results, changes });
  return builder.toSchema();
};
