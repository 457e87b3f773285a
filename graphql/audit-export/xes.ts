/** XES (IEEE 1849): a trace for each case, with who did what in which unit. */
import type { Exported } from './exported.ts';

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<global scope="trace"><string key="concept:name" value=""/></global>
<global scope="event"><string key="concept:name" value=""/><string key="lifecycle:transition" value="complete"/><date key="time:timestamp" value="1970-01-01T00:00:00.000Z"/></global>
<classifier name="Activity" keys="concept:name"/>
`;

const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no way to say these
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const text = (key: string, value: string | null): string =>
  value === null ? '' : `<string key="${key}" value="${escaped(value)}"/>`;

const eventOf = (row: Exported): string =>
  [
    '<event>',
    text('concept:name', row.event),
    text('lifecycle:transition', 'complete'),
    `<date key="time:timestamp" value="${row.at}"/>`,
    text('org:resource', row.person),
    text('org:role', row.role),
    text('org:group', row.unit),
    text('action', row.action),
    text('actingFor', row.actingFor),
    text('emergency', row.emergency),
    text('actorName', row.name),
    text('fromState', row.fromState),
    text('toState', row.toState),
    row.late === null ? '' : `<boolean key="late" value="${row.late}"/>`,
    `<int key="revision" value="${row.revision}"/>`,
    '</event>\n',
  ].join('');

/** The pages hold the events of one case after the other. */
export async function* asXes(pages: AsyncIterable<readonly Exported[]>): AsyncGenerator<string> {
  yield HEAD;
  let current: string | undefined;
  for await (const page of pages) {
    const parts: string[] = [];
    for (const row of page) {
      if (row.caseId !== current) {
        if (current !== undefined) parts.push('</trace>\n');
        current = row.caseId ?? '';
        parts.push(`<trace>${text('concept:name', current)}${text('process', row.process)}\n`);
      }
      parts.push(eventOf(row));
    }
    yield parts.join('');
  }
  yield `${current === undefined ? '' : '</trace>\n'}</log>\n`;
}
