import { keptActs, shownEvents } from '../../activities/acting/visibility.ts';
import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { processesOf } from './process.ts';

/** What was measured for a case over time. */
export const addMeasurements = (builder: Builder) =>
  builder.prismaObject('Measurement', {
    description: 'A value of a series, such as a temperature on the way; what it counts is the process’s. 测量值',
    fields: (t) => ({
      series: t.exposeString('series'),
      at: t.expose('at', { type: 'DateTime', description: 'When it was measured.' }),
      value: t.exposeFloat('value'),
      revision: t.exposeInt('revision', { description: 'The act by which it came.' }),
    }),
  });
export type MeasurementRef = ReturnType<typeof addMeasurements>;

const openEvents = (context: Context) => {
  const { actor } = context.caller;
  const kept = keptActs(actor, processesOf(context));
  const shown = shownEvents(actor, processesOf(context));
  return kept.length === 0 ? shown : { AND: [shown, { NOT: { OR: kept } }] };
};

/** Values of acts that the caller sees, the earliest first. */
export const shownMeasurements = ({ series }: { series?: string | null | undefined }, context: Context) => ({
  where: {
    ...(series == null ? {} : { series }),
    event: openEvents(context),
  },
  orderBy: [{ series: 'asc' as const }, { at: 'asc' as const }, { value: 'asc' as const }],
});
