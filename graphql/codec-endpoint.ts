/** Where Temporal's own page asks for what it shows in plain words: `/codec/encode` and `/codec/decode`, as its codec servers are asked. */
import type { Payload } from '@temporalio/common';
import { z } from 'zod';
import type { HouseCodec } from '../activities/payload-codec.ts';
import { tenantRead } from '../activities/tenant-read.ts';
import type { Caller, CallerProblem } from './callers/caller.ts';
import type { Services } from './context.ts';
import { requestReadings } from './readings/request-readings.ts';

/** Bytes of a page of payloads. */
const LARGEST = 4 * 1024 * 1024;

const sent = z.object({
  payloads: z.array(z.object({ metadata: z.record(z.string(), z.base64()).optional(), data: z.base64().optional() })).max(2_000),
});

export const isCodecPath = (path: string): boolean => path === '/codec/decode' || path === '/codec/encode';

/**
 * Answers one request. Auditors and administrators of the whole tenant read what is their tenant's; everything else comes back as it was sent.
 * Nothing is encrypted here: who could have that done could forge what a case is told.
 */
export const codecEndpoint =
  (services: Pick<Services, 'pool' | 'origins' | 'readings'>, codec: Pick<HouseCodec, 'decodeOf'>) =>
  async (request: Request, ask: () => Promise<Caller | CallerProblem>): Promise<Response> => {
    const headers = corsOf(services.origins, request.headers.get('origin'));
    if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers });
    if (request.method !== 'POST' || !new URL(request.url).pathname.endsWith('/decode'))
      return say(405, 'POST payloads to /codec/decode.', headers);
    const caller = await ask();
    if ('code' in caller) return say(401, caller.message.en, headers);
    const read = caller.actor.grants.some(({ role, units, areas }) => READERS.has(role) && !units && !areas);
    if (!read) return say(403, 'Auditors and administrators of the whole tenant read what stands in Temporal.', headers);
    if (Number(request.headers.get('content-length') ?? Number.POSITIVE_INFINITY) > LARGEST)
      return say(413, 'Send at most 4 MiB, with its length.', headers);
    const body = sent.safeParse(await request.json().catch(() => undefined));
    if (!body.success) return say(400, 'Send {"payloads": [{"metadata": {…}, "data": "…"}]}, in base64.', headers);
    const [tenant] = await tenantRead(services.pool, caller.tenant)<{ code: string }>(
      `SELECT code FROM tenants WHERE id = current_setting('banjie.tenant')`,
      {},
    );
    const payloads = body.data.payloads.map(fromWire);
    try {
      const decoded = codec.decodeOf(tenant?.code ?? '', payloads);
      // Of which cases they are isn’t said by payloads.
      if (decoded.some((payload, at) => payload !== payloads[at])) noteDecoded(services.readings, caller);
      return Response.json({ payloads: decoded.map(toWire) }, { headers });
    } catch {
      return say(400, 'A payload was changed, and can’t be decrypted.', headers);
    }
  };

const noteDecoded = (log: Services['readings'], caller: Caller): void => {
  const readings = requestReadings(log, caller, Date.now);
  readings.begin('codec', '/codec/decode');
  readings.shownApart('everything', []);
};

const READERS: ReadonlySet<string> = new Set(['auditor', 'admin']);

const fromWire = ({ metadata = {}, data = '' }: z.infer<typeof sent>['payloads'][number]): Payload => ({
  metadata: Object.fromEntries(Object.entries(metadata).map(([key, value]) => [key, Buffer.from(value, 'base64')])),
  data: Buffer.from(data, 'base64'),
});

const toWire = ({ metadata, data }: Payload) => ({
  metadata: Object.fromEntries(
    Object.entries(metadata ?? {}).map(([key, value]) => [key, Buffer.from(value).toString('base64')]),
  ),
  data: Buffer.from(data ?? []).toString('base64'),
});

/** Temporal's page is another one than ours: it may ask where its address is named. */
const corsOf = (origins: readonly string[], origin: string | null): Record<string, string> => ({
  'cache-control': 'no-store',
  vary: 'origin',
  ...(origin !== null && origins.includes(origin)
    ? {
        'access-control-allow-origin': origin,
        'access-control-allow-credentials': 'true',
        'access-control-allow-headers': 'authorization,content-type,x-namespace',
        'access-control-allow-methods': 'POST',
      }
    : {}),
});

const say = (status: number, text: string, headers: Record<string, string>): Response =>
  new Response(`${text}\n`, { status, headers });
