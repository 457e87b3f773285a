/** Parts of facts that the processes of the utility share. Read by the API only: the workflow bundle knows the types alone. */
import { z } from 'zod';
import { instant, internal, named, person, personal, titled } from '../kernel/describe.ts';
import type { Title } from '../kernel/process.ts';

/** One of these names, of states or clocks, by their own titles. */
export const oneOf = <K extends string>(titles: Readonly<Record<K, Title>>) =>
  z.enum(Object.keys(titles) as [K, ...K[]]).meta({ 'x-values': titles });

/** Who did something, and when. */
export const byAndAt = {
  by: titled('By', '办理人', person()),
  at: titled('At', '时间', instant()),
};

/** Something that was done for a reason. */
export const reasoned = z.object({ reason: titled('Reason', '理由', z.string()), ...byAndAt }).meta({ title: 'Reasoned' });

/**
 * Somebody by the name they had then. It isn't masked: everybody who may see the case is to know with whom they have to do.
 */
export const byName = {
  id: internal(titled('Person', '人员', person())),
  name: titled('Name', '姓名', z.string()),
};
export const personByName = z.object(byName).meta({ title: 'NamedOfficial' });

/** A section of a line, with its poles as they were then. */
export const section = () =>
  named()
    .extend({
      from: titled('First pole', '起始杆号', z.number()),
      to: titled('Last pole', '终止杆号', z.number()),
      shared: titled('Shared poles', '同杆架设', z.array(z.string()).optional(), [
        'Poles that carry other lines too, as they are called there.',
        '同时架设其他线路的杆塔，按该线路杆号。',
      ]),
    })
    .meta({ title: 'LineSection' });

/** A point on the map. */
export const point = {
  lat: titled('Latitude', '纬度', z.number()),
  lon: titled('Longitude', '经度', z.number()),
};

/** A point on the map with its address, where somebody gave one. */
export const spot = z
  .object({ ...point, address: titled('Address', '地址', personal('address', z.string().nullable())) })
  .meta({ title: 'Spot' });
