/** Exports for those who oversee the whole tenant: what was done and tried, for spreadsheets and for process mining. */

import { ApiError } from '../../activities/acting/api-error.ts';
import { OVERSEERS } from '../../activities/acting/visibility.ts';
import { OVER_BELOW } from '../../activities/transaction-order.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { holdsEverywhere } from '../../workflows/kernel/process.ts';
import type { Caller } from '../callers/caller.ts';
import { type Context, requestContext, type Services } from '../context.ts';
import type { OwnPath } from '../own-paths.ts';
import { eventWhere } from '../schema/event-list.ts';
import { attemptWhere } from '../tenant/attempts.ts';
import { type Asked, askedIn } from './asked.ts';
import { attemptPages, casePages, type Exported, eventPages } from './exported.ts';
import { asOcel } from './ocel.ts';
import { asCsv, asJsonLines } from './plain-formats.ts';
import { asXes } from './xes.ts';

type Export = { readonly context: Context; readonly asked: Asked; readonly events: Prisma.EventWhereInput };
type Format = {
  readonly mime: string;
  /** Whether it holds acts on cases alone, and no attempts. */
  readonly doneOnly?: true;
  readonly write: (of: Export) => AsyncIterable<string>;
};

const FORMATS: Readonly<Record<string, Format>> = {
  csv: { mime: 'text/csv; charset=utf-8', write: (of) => asCsv(everything(of)) },
  jsonl: { mime: 'application/jsonl', write: (of) => asJsonLines(everything(of)) },
  'ocel.json': {
    mime: 'application/json',
    doneOnly: true,
    write: ({ context, asked, events }) => asOcel(context, events, eventPages(context, events, asked.people)),
  },
  xes: {
    mime: 'application/xml',
    doneOnly: true,
    write: ({ context, asked, events }) => asXes(casePages(context, events, asked.people)),
  },
};

/** Events first, then attempts. */
async function* everything({ context, asked, events }: Export): AsyncGenerator<readonly Exported[]> {
  const { outcomes, people } = asked;
  // Columns have their names also where nothing was found.
  if (outcomes.has('done')) yield* eventPages(context, events, people);
  for (const outcome of ['refused', 'conflict'] as const) {
    if (!outcomes.has(outcome)) continue;
    const where = await attemptWhere(context, { ...asked, outcome: outcome === 'refused' ? 'REFUSED' : 'CONFLICT' });
    yield* attemptPages(context, where, people);
  }
}

export const exportPaths: readonly OwnPath[] = Object.entries(FORMATS).map(([ending, format]) => ({
  path: `/audit/export.${ending}`,
  answer: async ({ url, caller, services, signal }) => {
    if (!holdsEverywhere(caller.actor, OVERSEERS)) throw forOverseers;
    const asked = askedIn(url.searchParams);
    if (format.doneOnly && [...asked.outcomes].join() !== 'done') throw doneOnly;
    const context = exportContext(services, caller, signal);
    context.readings.begin('export', `${url.pathname}${url.search}`.slice(0, 300));
    // All parts of the file are of one moment: what is recorded meanwhile isn't in it.
    const [now] = await context.read<{ tx: string }>(`SELECT ${OVER_BELOW}::text AS tx`);
    const events = { AND: [await eventWhere(context, asked), { tx: { lt: BigInt(now?.tx ?? 0) } }] };
    await attemptWhere(context, asked);
    context.readings.shownApart('file', []);
    return new Response(streamed(format.write({ context, asked, events })), {
      headers: {
        'content-type': format.mime,
        'content-disposition': `attachment; filename="banjie-${caller.tenant}.${ending}"`,
        'cache-control': 'no-store',
      },
    });
  },
}));

/** Reads on as fast as the caller takes it, and no further once they have hung up. */
const streamed = (texts: AsyncIterable<string>): ReadableStream<Uint8Array> => {
  const reading = texts[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: async (stream) => {
      for (;;) {
        const { done, value } = await reading.next();
        if (done) return stream.close();
        if (value !== '') return stream.enqueue(encoder.encode(value));
      }
    },
    cancel: async () => {
      await reading.return?.();
    },
  });
};

const exportContext = (services: Services, caller: Caller, signal: AbortSignal): Context =>
  requestContext({
    ...{ services, caller, signal, address: undefined },
    log: services.log.child({ tenant: caller.tenant, actor: caller.actor.id }),
    readCaller: async () => undefined,
  });

const forOverseers = new ApiError('FORBIDDEN', {
  en: 'Exports are for auditors and administrators of the whole tenant. Ask an administrator of your tenant if you should be one.',
  zh: '仅限全单位的审计员和系统管理员导出。如有需要，请联系本单位管理员。',
});

const doneOnly = new ApiError('INVALID_INPUT', {
  en: 'This format holds what was done; attempts are in .csv and .jsonl. Leave “outcome” out.',
  zh: '该格式只含已完成的操作，未成功的操作请用.csv或.jsonl导出。请去掉outcome参数。',
});
