/** Changes of the tenant's data, as an administrator makes them. */
import { nextRequest, type Office } from './office.ts';

const CHANGED = `__typename ... on ChangeDone { replayed change { name actorId before after } } ... on InvalidInput { issues { path message } }`;

/** A value as it is written into a question; keys have to be names. */
const literal = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  return `{${Object.entries(value)
    .map(([key, part]) => `${key}: ${literal(part)}`)
    .join(', ')}}`;
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
  const given = Object.entries({ ...args, requestId }).map(([key, value]) => `${key}: ${literal(value)}`);
  const { data, errors } = await office.ask(person, `mutation { ${name}(${given.join(', ')}) { ${CHANGED} } }`, {}, headers);
  if (errors) throw new Error(errors.map(({ message, extensions }) => `${extensions.code}: ${message}`).join(' '));
  return data[name];
};

/** What was wrong with a change, as `path: message`. */
export const wrongWith = async (...ask: Parameters<typeof changeOf>): Promise<string[]> => {
  const answer = await changeOf(...ask);
  return (answer.issues ?? []).map(({ path, message }: { path: string[]; message: string }) => `${path.join('.')}: ${message}`);
};
