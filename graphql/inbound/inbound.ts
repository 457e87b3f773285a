/** Events that programs outside send, signed after Standard Webhooks: each is an act of the machine that sends it. */
import { ApiError } from '../../activities/acting/api-error.ts';
import { tenantRead } from '../../activities/tenant-read.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import { isKeepable } from '../../workflows/kernel/text.ts';
import type { Machine } from '../../workflows/machines/contract.ts';
import type { Services } from '../context.ts';
import { readAtMost } from '../front-door.ts';
import { noteAct } from '../note-act.ts';
import { STATUS } from '../own-paths.ts';
import { RateLimited } from '../rates/rates.ts';
import { actOnEvent, answerOf, readEvent, requestIdOf } from './act.ts';
import { openSecret, readSecrets } from './secrets.ts';
import { isSignedBy, type Signed, signedNow } from './signed.ts';

/** Bytes of an event: some hundred measurements have a quarter of it. */
const LARGEST_EVENT = 64 * 1024;

/** The machine for which a path stands; undefined for other paths. */
export const inboundIn = (path: string): Machine | undefined => {
  const [, ...names] = /^\/inbound\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
  const [tenant, person] = names.map(unescaped);
  return tenant === undefined || person === undefined ? undefined : { tenant, person };
};

const unescaped = (name: string): string => {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
};

/** Answers an event. Whoever can't show that they are this machine learns nothing of it, not even whether it is there. */
export const inboundHandler =
  (services: Services) =>
  async (request: Request, machine: Machine, address: string | undefined): Promise<Response> => {
    if (request.method !== 'POST') return new Response('Send with POST.\n', { status: 405, headers: { allow: 'POST' } });
    try {
      // Before anything is looked up: who has no secret costs one statement, so many times a minute.
      if (address) await services.rates.take('requests', `inbound ${address}`);
      const sent = await readSent(request);
      if (sent === 'too large') return problem('INVALID_INPUT', tooLarge, 413);
      const from = sent ? await signerOf(services, machine, sent) : 'stranger';
      if (!sent || from !== machine) {
        // A machine that signs is never held up by those behind the same address who don't.
        if (address) await services.rates.take('wrongTokens', address);
        if (from === 'unsigned') services.log.warn(machine, 'An event that the machine’s secret hasn’t signed was turned away');
        return problem('UNAUTHENTICATED', stranger, STATUS.UNAUTHENTICATED);
      }
      await services.rates.take('requests', `${machine.tenant} ${machine.person}`);
      const asked = readEvent(sent.body);
      if (!asked) return problem('INVALID_INPUT', noEvent, STATUS.INVALID_INPUT);
      const requestId = requestIdOf(machine, sent.signed.id);
      const answer = await actOnEvent(services, machine, asked, requestId);
      const { tenant, person } = machine;
      noteAct(
        services.log.child({ tenant, actor: person }),
        { process: asked.process, action: asked.action, act: requestId },
        answer,
        'Event answered',
      );
      const { status, body } = answerOf(answer);
      return Response.json(body, { status });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const later = error instanceof RateLimited ? error.retryAfter : error.code === 'UNAVAILABLE' ? 5 : undefined;
      const headers = later === undefined ? {} : { 'retry-after': String(later) };
      return problem(error.code, error.title, STATUS[error.code], headers);
    }
  };

type Sent = { readonly signed: Signed; readonly body: string };

/** What was sent, as far as it may be read at all. */
const readSent = async ({ headers, body }: Request): Promise<Sent | 'too large' | undefined> => {
  const signed = signedNow(headers);
  if (!signed || body === null) return undefined;
  if (Number(headers.get('content-length') ?? 0) > LARGEST_EVENT) return 'too large';
  const bytes = await readAtMost(body, LARGEST_EVENT);
  return bytes ? { signed, body: bytes.toString('utf8') } : 'too large';
};

/** The machine, where it has signed; a stranger where there is no such machine, or none that sends events. */
const signerOf = async (
  { pool, secrets, log }: Services,
  machine: Machine,
  { signed, body }: Sent,
): Promise<Machine | 'unsigned' | 'stranger'> => {
  const known = isKeepable([machine.tenant, machine.person])
    ? await readSecrets(tenantRead(pool, machine.tenant), machine.person)
    : [];
  const open = known.flatMap((kept) => openSecret(secrets, machine, kept) ?? []);
  if (isSignedBy(open, signed, body)) return machine;
  if (known.length === 0) return 'stranger';
  if (open.length === 0)
    log.error(machine, 'The machine’s secret lies under a key that isn’t among BANJIE_SECRET and BANJIE_SECRETS_BEFORE');
  return 'unsigned';
};

const problem = (code: string, { en, zh }: Title, status: number, headers: Record<string, string> = {}): Response =>
  Response.json({ kind: code === 'INVALID_INPUT' ? 'invalid' : 'refused', code, en, zh }, { status, headers });

const stranger: Title = {
  en: 'This isn’t an event of this machine: sign the bytes as you send them after Standard Webhooks, with its secret, within five minutes.',
  zh: '这不是该机器人员的事件：请按Standard Webhooks，用其密钥对原始内容签名，并在五分钟内发送。',
};
const tooLarge: Title = {
  en: 'An event has at most 64 KiB. Send less at once.',
  zh: '事件最大64 KiB，请分次发送。',
};
const noEvent: Title = {
  en: 'Send {"type": "<process>.<action>", "data": {"caseId", "input"}}, or {"type": "<process>.start", "data": {"input"}} to open a case.',
  zh: '请发送{"type": "<流程>.<操作>", "data": {"caseId", "input"}}；立案为{"type": "<流程>.start", "data": {"input"}}。',
};
