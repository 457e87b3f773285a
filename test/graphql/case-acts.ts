/** Starts and acts of any process over HTTP, with photos where some are given. */
import { samplePhoto } from '../../activities/attachments/sample-photo.ts';
import { askWithFiles, nextRequest, type Office, RESULT } from './office.ts';
import { FACTS, processOf } from './selections.ts';

// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
type Any = any;

const pascal = (name: string) => name.slice(0, 1).toUpperCase() + name.slice(1);

export const aPhoto = async (hue = 20): Promise<Blob> =>
  new Blob([new Uint8Array(await samplePhoto({ place: { lat: 30, lon: 120.8 }, takenAt: '2026:03:01 08:30:00', hue }))]);

const send = async (
  office: Office,
  person: string,
  query: string,
  variables: { readonly input?: Any },
  photos: readonly Blob[],
): Promise<Any> => {
  const { data, errors } =
    photos.length === 0
      ? await office.ask(person, query, variables)
      : await askWithFiles(
          office,
          person,
          query,
          { ...variables, input: { ...variables.input, photos: photos.map(() => null) } },
          Object.fromEntries(photos.map((photo, index) => [`variables.input.photos.${index}`, photo])),
        );
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
  return Object.values(data)[0];
};

export const startOf = (office: Office, person: string, process: string, input: object, photos: readonly Blob[] = []) =>
  send(
    office,
    person,
    `mutation ($input: ${pascal(process)}Start!, $requestId: ID!) { start${pascal(process)}(input: $input, requestId: $requestId) { ${RESULT} } }`,
    { input, ...{ requestId: nextRequest() } },
    photos,
  );

/** `process.action`, such as `hazardInspection.accept`. */
export const actOn = (
  office: Office,
  person: string,
  act: `${string}.${string}`,
  caseId: string,
  input?: object,
  photos: readonly Blob[] = [],
) => {
  const [process = '', action = ''] = act.split('.');
  const [declared, given] = input ? [`, $input: ${pascal(process)}${pascal(action)}!`, ', input: $input'] : ['', ''];
  return send(
    office,
    person,
    `mutation ($caseId: ID!, $requestId: ID!${declared}) { ${process}${pascal(action)}(caseId: $caseId, requestId: $requestId${given}) { ${RESULT} } }`,
    { ...{ caseId, requestId: nextRequest() }, ...(input ? { input } : {}) },
    photos,
  );
};

export const factsOf = async (office: Office, person: string, id: string): Promise<Any> =>
  (await office.ask(person, `{ case(id: "${id}") { state ${FACTS(processOf(id))} } }`)).data.case?.facts;

/** What somebody may do to a case next, and why not. */
export const nextOf = async (office: Office, person: string, id: string, action: string): Promise<Any> =>
  (
    await office.ask(person, `{ case(id: "${id}") { nextActions { name allowed code reason waitsFor { caseId } } } }`)
  ).data.case.nextActions.find(({ name }: { name: string }) => name === action);
