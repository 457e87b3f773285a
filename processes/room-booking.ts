import { moduleBeside } from '../activities/module-beside.ts';
import { roomBookingLookups } from '../activities/room-booking/lookups.ts';
import { roomTables } from '../activities/room-booking/tables.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { eachWeekModule } from '../graphql/room-booking/each-week.ts';
import { freeTimesModule } from '../graphql/room-booking/free-times.ts';
import { roomReportModule } from '../graphql/room-booking/report.ts';
import { facts } from '../workflows/room-booking/facts.ts';
import { inputs } from '../workflows/room-booking/inputs.ts';
import { notices } from '../workflows/room-booking/notices.ts';
import { roomBooking } from '../workflows/room-booking/rules.ts';

/** The shared live room 共享直播间. */
export const roomBookingPackage: ManifestOf<typeof inputs> = {
  versions: [roomBooking],
  inputs,
  facts,
  lookups: roomBookingLookups,
  tables: roomTables,
  notices,
  modules: [freeTimesModule, roomReportModule, eachWeekModule],
  workflows: moduleBeside(import.meta.url, '../workflows/room-booking/workflow'),
};
