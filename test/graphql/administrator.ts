/** Changes of the tenant's data, as an administrator makes them. */
import { nextRequest, type Office } from './office.ts';

const CHANGED = `__typename ... on ChangeDone { replayed advice secret change { name actorId before after } } ... on InvalidInput { issues { path message } }`;

/** A value as it is written into a question; keys have to be names. */
const literal = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  return `{${Object.entries(value)
    .map(([key, part]) => `${key}: ${literal(part)}`)
    .join(', ')}}`;
};

// biome-ignore lint/suspicious/noExplicitAny: arguments of whatever change it is
const SUBJECTS: Readonly<Record<string, (args: any) => string>> = {
  setCategory: ({ input }) => `category:${input.code}`,
  setLimit: ({ input }) => `limit:${input.process}/${input.name}`,
  setUnit: ({ input }) => `unit:${input.id}`,
  setPerson: ({ input }) => `person:${input.id}`,
  setTableRow: ({ input }) => `table:${input.table}/${input.key}`,
  setWebhook: ({ input }) => `webhook:${input.id}`,
  setInboundMachine: ({ input }) => `inboundMachine:${input.person}`,
  rotateInboundSecret: ({ person }) => `inboundMachine:${person}`,
  setAreas: () => 'areas',
  endArea: () => 'areas',
  setNoticeTemplate: ({ at }) => `notice:${at.process}/${at.notice}/${at.channel}`,
  muteNotice: ({ at }) => `notice:${at.process}/${at.notice}/${at.channel}`,
  removeNoticeTemplate: ({ at }) => `notice:${at.process}/${at.notice}/${at.channel}`,
  setReplyTemplate: ({ input }) => `reply:${input.process}/${input.state}/${input.id}`,
  removeReplyTemplate: ({ process, state, id }) => `reply:${process}/${state}/${id}`,
};

/** The version that an administrator reads before a change. */
export const versionFor = async (office: Office, name: string, args: Record<string, unknown>): Promise<object> => {
  const subject = SUBJECTS[name]?.(args);
  if (subject === undefined || 'expectedVersion' in args) return {};
  const [row] = await office.sql<{ n: number }>('SELECT count(*)::int AS n FROM data_changes WHERE subject = $1', [subject]);
  return { expectedVersion: row?.n ?? 0 };
};

export const changeOf = async (
  office: Office,
  name: string,
  args: Record<string, unknown>,
  {
    person = 'shi-lei',
    requestId = nextRequest(),
    headers = {},
  }: { person?: string; requestId?: string; headers?: Record<string, string> } = {},
  // biome-ignore lint/suspicious/noExplicitAny: each test knows what it changed
): Promise<any> => {
  const given = Object.entries({ ...args, ...(await versionFor(office, name, args)), requestId }).map(
    ([key, value]) => `${key}: ${literal(value)}`,
  );
  const { data, errors } = await office.ask(person, `mutation { ${name}(${given.join(', ')}) { ${CHANGED} } }`, {}, headers);
  if (errors) throw new Error(errors.map(({ message, extensions }) => `${extensions.code}: ${message}`).join(' '));
  return data[name];
};

/** What was wrong with a change, as `path: message`. */
export const wrongWith = async (...ask: Parameters<typeof changeOf>): Promise<string[]> => {
  const answer = await changeOf(...ask);
  return (answer.issues ?? []).map(({ path, message }: { path: string[]; message: string }) => `${path.join('.')}: ${message}`);
};
