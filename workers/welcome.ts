import { typed } from './typed.ts';

/** What a newcomer reads first. */
export type Welcome = {
  readonly url: string;
  readonly temporalAddress: string;
  readonly metricsUrl: string | undefined;
  readonly logFile: string | undefined;
  readonly hasDevelopmentIssuer: boolean;
};

type SamplePerson = { id: string; name: string; tenant: string; unit: string | null; roles: string[]; token: string };

/** One readable block: where things are, who can sign in, and a first mutation to paste. */
export const welcome = async ({ url, temporalAddress, metricsUrl, logFile, hasDevelopmentIssuer }: Welcome): Promise<string> => {
  const lines = [
    '',
    'Banjie 办结 is ready.',
    '',
    `  API        ${url}/graphql   (open it in a browser for GraphiQL)`,
    `  Temporal   ${temporalAddress}`,
    `  Health     ${url}/healthz   ${url}/readyz`,
    ...(metricsUrl ? [`  Metrics    ${metricsUrl}`] : []),
    ...(logFile ? [`  Log        ${logFile}`] : []),
  ];
  if (hasDevelopmentIssuer) lines.push(...(await samplePeople(url)));
  lines.push('', 'Stop with Ctrl+C; what was begun goes on at the next start.', '');
  return lines.join('\n');
};

/** One person for each role of each tenant, and the first thing to do. */
const samplePeople = async (url: string): Promise<string[]> => {
  const people = (await (await fetch(`${url}/dev/people`)).json()) as SamplePerson[];
  const courier = people.find(({ roles }) => roles.includes('courier')) ?? people[0];
  if (!courier) return [];
  const rows = [...Map.groupBy(people, ({ tenant }) => tenant)].flatMap(([tenant, theirs]) => [
    '',
    `  ${tenant}`,
    ...castOf(theirs),
  ]);
  return [
    '',
    `Sample people; all their tokens are at ${url}/dev/people`,
    ...rows,
    '',
    `A first report, by ${courier.name}:`,
    '',
    `  TOKEN=${courier.token}`,
    `  curl -s ${url}/graphql -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '${firstMutation}'`,
    '',
    `A whole case, from report to rating: ${typed('demo')}, in another terminal.`,
  ];
};

const WIDTH = 100;

/** Who plays which role, several to a line. */
const castOf = (people: readonly SamplePerson[]): string[] => {
  const first = new Map(
    people.toReversed().flatMap(({ roles, name, id }) => roles.map((role) => [role, `${role} ${name} (${id})`])),
  );
  const lines: string[] = [];
  for (const one of [...first].toSorted().map(([, said]) => said)) {
    const begun = lines.at(-1);
    if (begun === undefined || begun.length + one.length + 2 > WIDTH) lines.push(`    ${one}`);
    else lines[lines.length - 1] = `${begun}, ${one}`;
  }
  return lines;
};

const firstMutation = JSON.stringify({
  query:
    'mutation { startIssueReport(requestId: "my-first-report", input: {category: "rubbish", text: "Rubbish beside the bus stop", place: {lat: 30.003, lon: 120.573}}) { ... on ActionDone { case { id state dueAt nextActions(allowed: true) { name } } } ... on Refused { message } ... on InvalidInput { message } } }',
});
