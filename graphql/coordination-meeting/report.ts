/** What the API of meetings has beside their acts: how often cases need one, who comes, and whether what was resolved is done. */
import {
  type Attendance,
  type MeetingFigures,
  type ReportKey,
  readAttendance,
  readReport,
  reportKeys,
} from '../../activities/coordination-meeting/report.ts';
import { rounded, share } from '../schema/figures.ts';
import { spanOf } from '../schema/moment.ts';
import type { SchemaModule } from '../schema/schema.ts';

const READERS = ['meetingSecretary', 'leader', 'auditor', 'admin'];

export const meetingReportModule: SchemaModule = (builder) => {
  const key = builder.enumType('MeetingReportBy', { values: Object.keys(reportKeys) as ReportKey[] });
  const row = builder.objectRef<MeetingFigures>('MeetingReportRow').implement({
    description: 'Meetings that were called in the span, of one lead unit, kind of matter or process.',
    fields: (t) => ({
      key: t.exposeString('key', { nullable: true, description: 'Null for all together, and for those without one.' }),
      meetings: t.exposeInt('meetings', { description: 'Meetings called, cancelled ones included.' }),
      cancelled: t.exposeInt('cancelled', { description: 'Those that were cancelled.' }),
      again: t.exposeInt('again', {
        description: 'Those about a case that had a meeting before; cancelled ones count on neither side.',
      }),
      fromCases: t.exposeInt('fromCases', { description: 'Those that a case has called, without cancelled ones.' }),
      cases: t.exposeInt('cases', {
        nullable: true,
        description: 'Cases opened in the span, of the processes that called meetings in it. Only of all, or by process.',
      }),
      per100: t.float({
        nullable: true,
        description: '100 × fromCases ÷ cases: neither too low nor too high is good.',
        resolve: ({ fromCases, cases }) => (cases === null || cases === 0 ? null : rounded((100 * fromCases) / cases)),
      }),
      items: t.exposeInt('items', { description: 'Items that they resolved.' }),
      settled: t.exposeInt('settled', { description: 'Items that were done and passed the check.' }),
      onTime: t.exposeInt('onTime', { description: 'Settled items that were reported done by their due day.' }),
      late: t.exposeInt('late', {
        description:
          'Items reported done after their due day, or open ones that are over it. What waits for the leader counts for neither.',
      }),
      openOverdue: t.exposeInt('openOverdue', { description: 'Open ones over their due day now; part of late.' }),
      dropped: t.exposeInt('dropped', { description: 'Items that were dropped, or to which nobody was bound.' }),
      onTimeShare: t.float({
        nullable: true,
        description: 'onTime ÷ (onTime + late): leaving an item open doesn’t help.',
        resolve: ({ onTime, late }) => share(onTime, onTime + late),
      }),
      medianDays: t.float({
        nullable: true,
        description: 'Median from the call to the minutes, in days of 24 hours.',
        resolve: ({ medianDays }) => rounded(medianDays),
      }),
    }),
  });
  const attendance = builder.objectRef<Attendance>('MeetingAttendanceRow').implement({
    description: 'A unit by the meetings to which it was called in the span, those to which too few came included.',
    fields: (t) => ({
      unit: t.exposeID('unit'),
      title: t.string({ resolve: ({ title }, _, { caller }) => title[caller.locale] }),
      sittings: t.exposeInt('sittings', { description: 'How often it was called: onTime + late + excused + absent.' }),
      onTime: t.exposeInt('onTime', { description: 'It had checked in when the meeting was to begin.' }),
      late: t.exposeInt('late', { description: 'It checked in later.' }),
      excused: t.exposeInt('excused', { description: 'It had said that it can’t come, with its view in writing.' }),
      absent: t.exposeInt('absent', { description: 'It didn’t come, whatever it had said.' }),
      attendanceShare: t.float({
        nullable: true,
        description: '(onTime + late) ÷ sittings.',
        resolve: ({ onTime, late, sittings }) => share(onTime + late, sittings),
      }),
    }),
  });
  builder.queryField('meetingReport', (t) =>
    t.field({
      type: [row],
      authScopes: { role: READERS },
      description: 'How often cases need a meeting, how soon units agree, and whether what they resolve is done. 协调会成效',
      args: {
        from: t.arg({ type: 'DateTime', description: 'Called at this moment or later.' }),
        before: t.arg({ type: 'DateTime', description: 'Called before this moment.' }),
        by: t.arg({ type: key, defaultValue: 'ALL' }),
      },
      resolve: async (_, { from, before, by }, { read, now }) => [
        ...(await readReport(read, { ...spanOf(from, before), by, now })),
      ],
    }),
  );
  builder.queryField('meetingAttendance', (t) =>
    t.field({
      type: [attendance],
      authScopes: { role: READERS },
      description: 'Which units come to meetings. 协调会到会情况',
      args: {
        from: t.arg({ type: 'DateTime', description: 'Meetings at this moment or later.' }),
        before: t.arg({ type: 'DateTime', description: 'Meetings before this moment.' }),
      },
      resolve: async (_, { from, before }, { read }) => [...(await readAttendance(read, spanOf(from, before)))],
    }),
  );
};
