import type { GraphQLSchema } from 'graphql';
import { withBounds } from '../argument-bounds.ts';
import { type Builder, createBuilder } from '../builder.ts';
import type { ProcessManifest } from '../manifest.ts';
import { addPublicViews } from '../public/public-view.ts';
import { addReadings } from '../readings/reading-list.ts';
import { addRecordLog } from '../record-log/record-log.ts';
import { addAreaEnding } from '../tenant/area-ending.ts';
import { addAreas } from '../tenant/areas.ts';
import { addAttempts } from '../tenant/attempts.ts';
import { addAudit } from '../tenant/audit.ts';
import { addCalendarChange } from '../tenant/calendar-change.ts';
import { addCategories } from '../tenant/categories.ts';
import { addChanges, type ChangeRefs } from '../tenant/change.ts';
import { addDeputies } from '../tenant/deputies.ts';
import { addEmergencies } from '../tenant/emergencies.ts';
import { addErasures } from '../tenant/erasures.ts';
import { addInboundMachines } from '../tenant/inbound-machines.ts';
import { addLimitChanges } from '../tenant/limits.ts';
import { addMessageChannels } from '../tenant/message-channels.ts';
import { addNoticeTemplates } from '../tenant/notice-templates.ts';
import { addNotices } from '../tenant/notices.ts';
import { addPeople } from '../tenant/people-changes.ts';
import { addQualifications } from '../tenant/qualifications.ts';
import { addReplyTemplates } from '../tenant/reply-templates.ts';
import { addRetention } from '../tenant/retention.ts';
import { addRoleClaims } from '../tenant/role-claims.ts';
import { addStatistics } from '../tenant/statistics.ts';
import { addSubjects } from '../tenant/subjects.ts';
import { addTables } from '../tenant/tables.ts';
import { addUnits } from '../tenant/unit-changes.ts';
import { addWebhooks } from '../tenant/webhooks.ts';
import { addAccounts } from './account.ts';
import { addAttachments } from './attachment.ts';
import { addBudgets } from './budget.ts';
import { addCases } from './case.ts';
import { addCaseLinks } from './case-link.ts';
import { addCaseLists } from './case-list.ts';
import { addClocks } from './clock.ts';
import { addCodes } from './code.ts';
import { addEvents } from './event.ts';
import { addEventList } from './event-list.ts';
import { addFollowCodes } from './follow-codes.ts';
import { addHeld } from './held.ts';
import { addLimits } from './limit.ts';
import { addMe } from './me.ts';
import { addMeasurements } from './measurement.ts';
import { addMutations } from './mutations.ts';
import { addNextActions } from './next-actions.ts';
import { addParties } from './party.ts';
import { addPayments } from './payment.ts';
import { addPlace } from './place.ts';
import { addProcesses } from './process-type.ts';
import { addOtherTypes, eventTypeNames, withProcessTypes } from './process-types.ts';
import { addResults } from './results.ts';
import { addScalars } from './scalars.ts';
import { addSheet } from './sheet.ts';
import { addSubscriptions } from './subscription.ts';
import { addTasks } from './task.ts';
import { addTenant } from './tenant.ts';
import { addTitles } from './titles.ts';
import { addUnitType } from './unit.ts';

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
  const budgets = addBudgets(builder);
  const place = addPlace(builder);
  const sheet = addSheet(builder, title);
  const limit = addLimits(builder, title, budgets);
  const process = addProcesses(builder, { title, budgets, limit });
  const nextAction = addNextActions(builder, title);
  addTenant(builder, title);
  addUnitType(builder, title);
  addClocks(builder, title, budgets);
  addCaseLinks(builder);
  const party = addParties(builder);
  const attachment = addAttachments(builder, place);
  const measurement = addMeasurements(builder);
  const payment = addPayments(builder, title);
  const code = addCodes(builder);
  const events = addEvents(builder, { title, sheet, typeName: eventTypeNames(packages) });
  const held = addHeld(builder, title);
  const current = addCases(builder, {
    title,
    process,
    nextAction,
    party,
    attachment,
    measurement,
    held,
    payment,
    code,
    sheet,
    events,
  });
  addOtherTypes(builder, { current, event: events.event });
  addCaseLists(builder, current);
  const { event } = events;
  const filter = addEventList(builder, events);
  addTasks(builder, title, budgets);
  addAccounts(builder);
  addMe(builder);
  const results = addResults(builder, { nextAction, current, event });
  addMutations(builder, packages, results);
  addFollowCodes(builder, results);
  addSubscriptions(builder, { event, filter });
  const changes = addChanges(builder, results);
  addCalendarChange(builder, changes);
  addPeople(builder, changes);
  addDeputies(builder, changes);
  addEmergencies(builder, changes);
  addRoleClaims(builder, changes);
  addErasures(builder, changes);
  addRetention(builder, changes);
  addUnits(builder, changes);
  addCategories(builder, changes, { title, budgets });
  addLimitChanges(builder, changes, limit);
  addAreas(builder, changes, title);
  addAreaEnding(builder, changes);
  addTables(builder, changes, title);
  addQualifications(builder, changes, title);
  addNotices(builder);
  addWebhooks(builder, changes);
  addInboundMachines(builder, changes);
  addSubjects(builder, changes);
  addMessageChannels(builder, changes);
  addNoticeTemplates(builder, changes);
  addReplyTemplates(builder, changes, title);
  addAttempts(builder);
  addAudit(builder, changes);
  addRecordLog(builder);
  addReadings(builder, title);
  addStatistics(builder);
  addPublicViews(builder, title);
  for (const add of packages.flatMap(({ modules = [] }) => modules)) add(builder, { title, current, results, changes });
  return withBounds(withProcessTypes(builder.toSchema({ sortSchema: false }), packages));
};
