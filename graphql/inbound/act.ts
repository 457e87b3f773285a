/** What an event asks for, and what came of it. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ActAnswer, ActServices } from '../../activities/acting/services.ts';
import { actAs, openAs } from '../../activities/machines/client.ts';
import { newest } from '../../activities/process-package.ts';
import type { AnyRule, Title } from '../../workflows/kernel/process.ts';
import { isKeepable } from '../../workflows/kernel/text.ts';
import type { Machine } from '../../workflows/machines/contract.ts';
import { isForPeople } from '../schema/process.ts';

/** An event as its sender writes it; what else stands in it, such as a timestamp, is the sender's own. */
const event = z.object({
  type: z.string().regex(/^[A-Za-z]\w{0,99}\.[A-Za-z]\w{0,99}$/),
  data: z.object({ caseId: z.string().max(100).optional(), expectedRevision: z.int().optional(), input: z.unknown().optional() }),
});

/** What is asked of a process; undefined where the body is no such event. */
export type InboundAct = {
  readonly process: string;
  readonly action: string;
  readonly caseId: string;
  readonly expectedRevision: number | undefined;
  readonly input: unknown;
};

export const readEvent = (body: string): InboundAct | undefined => {
  let sent: unknown;
  try {
    sent = JSON.parse(body);
  } catch {
    return undefined;
  }
  const parsed = isKeepable(sent) ? event.safeParse(sent) : undefined;
  if (!parsed?.success) return undefined;
  const { type, data } = parsed.data;
  const [process = '', action = ''] = type.split('.');
  // Numbers of cases have capital letters, however they are typed.
  const caseId = data.caseId?.trim().toUpperCase() ?? '';
  return { process, action, caseId, expectedRevision: data.expectedRevision, input: data.input };
};

/** Derived from the event's own id, so that a repeat of it gets the first answer, and that of another machine is another act. */
export const requestIdOf = ({ person }: Machine, id: string): string =>
  `inbound.${createHash('sha256')
    .update(JSON.stringify([person, id]))
    .digest('base64url')}`;

/** Does what an event asks for, as the machine that has signed it: its roles are checked like anybody's. */
export const actOnEvent = async (
  services: ActServices,
  as: Machine,
  { process, action, caseId, expectedRevision, input }: InboundAct,
  requestId: string,
): Promise<ActAnswer> => {
  if (action === 'start') return openAs(services, as, { process, input, requestId });
  const pkg = services.packages.get(process);
  const actions: Readonly<Record<string, AnyRule>> = pkg ? newest(pkg).actions : {};
  const rule = Object.hasOwn(actions, action) ? actions[action] : undefined;
  // What the kernel and clocks do by themselves isn't for anybody who asks, by this way as by the API.
  if (pkg && !(rule && isForPeople(rule))) return { kind: 'invalid', issues: [{ path: ['type'], message: noAction(action) }] };
  return actAs(services, as, { process, action, caseId, input, requestId, expectedRevision });
};

const noAction = (action: string): Title => ({
  en: `There is no action “${action}” that a machine does; \`processes\` lists those there are.`,
  zh: `没有可由机器人员办理的操作“${action}”，请查看processes。`,
});

/** The answer to an event: its status, and what the sender's log may keep. Nobody else is named. */
export const answerOf = (answer: ActAnswer): { readonly status: number; readonly body: object } => {
  switch (answer.kind) {
    case 'done': {
      const { kind, caseId, revision, replayed } = answer;
      return { status: 200, body: { kind, caseId, revision, replayed } };
    }
    case 'refused': {
      const { code, en, zh } = answer.refusal;
      return { status: 422, body: { kind: 'refused', code, en, zh } };
    }
    case 'conflict':
      return { status: 409, body: { kind: 'conflict', code: 'kernel.conflict', ...elsewhere } };
    case 'invalid':
      return {
        status: 400,
        body: {
          kind: 'invalid',
          code: 'INVALID_INPUT',
          issues: answer.issues.map(({ path, message: { en, zh } }) => ({ path: path.join('.'), en, zh })),
        },
      };
  }
};

const elsewhere: Title = {
  en: 'Somebody else was first. Look at the case as it is now, and send a new event if it still fits.',
  zh: '他人已先办理。请查看案件现状；如仍需办理，请发送新的事件。',
};
