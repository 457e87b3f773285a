import type { Title } from '../../workflows/kernel/process.ts';
import type { Template } from '../../workflows/kernel/template.ts';
import type { TenantData } from './tenant-data.ts';

/** The texts of a process with which a tenant begins, and the channels on which each goes out: the inbox unless more are named. */
export const textsOf = <Notice extends string>(
  process: string,
  notices: Readonly<Record<Notice, Template>>,
  options: {
    readonly channels?: { readonly [N in Notice]?: readonly string[] };
    readonly replies?: readonly (Title & { readonly state: string; readonly id: string })[];
  } = {},
): Pick<TenantData, 'notices' | 'replies'> => ({
  notices: (Object.entries(notices) as [Notice, Template][]).flatMap(([notice, { en, zh }]) =>
    (options.channels?.[notice] ?? ['inbox']).map((channel) => ({ process, notice, channel, en, zh })),
  ),
  replies: (options.replies ?? []).map((reply) => ({ process, ...reply })),
});
