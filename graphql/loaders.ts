/** Questions that many fields of one request ask: those that come up together go to the database as one. */
import DataLoader from 'dataloader';
import { readBlockers } from '../activities/holds.ts';
import { type NoticeContext, noticeContexts } from '../activities/notice-text.ts';
import type { TenantRead } from '../activities/tenant-read.ts';
import type { Blocker } from '../workflows/effects/holds.ts';

export type Loaders = {
  /** Who holds a resource. */
  readonly blockers: DataLoader<string, readonly Blocker[]>;
  /** What a notice speaks of; undefined where its case is gone. */
  readonly noticeContexts: DataLoader<string, NoticeContext | undefined>;
};

/** Nothing is kept: a request may act and then read what has become of it. */
const fresh = { cache: false, batchScheduleFn: (run: () => void) => void setImmediate(run) };

export const requestLoaders = (read: TenantRead): Loaders => ({
  blockers: new DataLoader(async (resources) => {
    const found = Map.groupBy(await readBlockers(read, resources), ({ resource }) => resource);
    return resources.map((resource) => found.get(resource) ?? []);
  }, fresh),
  noticeContexts: new DataLoader(async (ids) => {
    const found = await noticeContexts(read, ids);
    return ids.map((id) => found.get(id));
  }, fresh),
});
