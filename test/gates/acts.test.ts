/** Every act in every state by everybody: what `nextActions` doesn’t allow is refused in words of both languages, and leaves nothing behind. */
import pLimit from 'p-limit';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { newest } from '../../activities/process-package.ts';
import { caseOf } from '../../activities/stored.ts';
import { isForPeople } from '../../graphql/schema/process.ts';
import { type AnyProcess, type AnyRule, holdsRole } from '../../workflows/kernel/process.ts';
import { rowCounts } from '../graphql/tables.ts';
import { peopleOf, storedCases } from '../pairs/checks.ts';
import { tenantOf } from '../replay/telling.ts';
import { type Act, type Answer, type GateHouse, openGateHouse, toldOnes } from './house.ts';
import { inputsOf } from './inputs.ts';
import { passes, remark } from './results.ts';
import { strangersTo, viewersOf } from './viewers.ts';

type Next = { readonly name: string; readonly allowed: boolean; readonly code: string | null; readonly reason: string | null };

/** Names are said in their own language. */
const LANGUAGES = { en: /[A-Za-z]+ [a-z]+/, zh: /\p{Script=Han}{2,}/u };
/** What is wrong with an answer to an act that isn't allowed. */
const wrongAnswer = (answer: Answer, locale: 'en' | 'zh'): string | undefined => {
  if (answer.__typename === 'ActionDone') return 'it was done';
  if (answer.__typename === 'InvalidInput') return `its input was blamed: ${JSON.stringify(answer.issues)}`;
  if (answer.__typename === 'Error' && !['NOT_FOUND', 'FORBIDDEN', 'UNAUTHENTICATED'].includes(answer.code ?? ''))
    return `it failed: ${answer.code} ${answer.message}`;
  const words = answer.message ?? '';
  return LANGUAGES[locale].test(words) ? undefined : `in ${locale} it says: ${words}`;
};

const isPublic = ({ publicView }: AnyProcess, state: string): boolean => publicView?.states.some((one) => one === state) ?? false;

describe.each(toldOnes)('$process', ({ process, told }) => {
  let house: GateHouse;
  const wrong: string[] = [];
  const blamed = new Map<string, string>();
  const done = new Set<string>();
  const rules = newest(told.package) as AnyProcess;
  let tried = 0;
  let inputs: ReadonlyMap<string, object>;

  /** Has everybody try everything on a case as it stands. */
  const lookAt = async (caseId: string): Promise<void> => {
    const [row] = await storedCases(house.office, [caseId]);
    if (!row || row.process !== process || done.has(row.state)) return;
    done.add(row.state);
    const { office } = house;
    await house.settled();
    const staff = new Map((await peopleOf(office, tenantOf(told))).map((one) => [one.id, one]));
    const viewers = [...(await viewersOf(house, told, row)), ...strangersTo(house, told)];
    // What has fallen to somebody is theirs, whatever their role.
    const tasks = caseOf(row).tasks.filter(({ fellFrom }) => fellFrom !== undefined);
    const before = JSON.stringify([await rowCounts(office), await storedCases(office, [caseId])]);
    const limited = pLimit(8);
    let n = 0;
    await Promise.all(
      viewers.map((viewer) =>
        limited(async () => {
          const { data } = await office.ask(viewer.id, `{ case(id: "${caseId}") { nextActions { name allowed code reason } } }`);
          const next = new Map<string, Next>((data?.case?.nextActions ?? []).map((one: Next) => [one.name, one]));
          for (const [action, rule] of Object.entries<AnyRule>(rules.actions)) {
            if (!isForPeople(rule) || !house.offers({ process, action })) continue;
            const where = `${row.state}: ${action} by ${viewer.id} (${viewer.roles.join()})`;
            const said = next.get(action);
            const actor = staff.get(viewer.id);
            const isTheirs =
              actor !== undefined &&
              holdsRole(
                actor,
                rule.by,
                rule.anywhere ? undefined : ({ unit: row.unit ?? undefined, area: row.area ?? undefined } as never),
              );
            const fits = (rule.from as readonly string[]).includes(row.state);
            if (said?.allowed) {
              if (!fits) wrong.push(`${where} is allowed, and the rules don’t have it in this state.`);
              if (!isTheirs && !tasks.some(({ action: of }) => of === action))
                wrong.push(`${where} is allowed, and it is for others.`);
              continue;
            }
            // Whoever reads what is public does what strangers may do there.
            if (!data?.case && isPublic(rules, row.state) && rule.by.includes('anonymous')) continue;
            if (data?.case && isTheirs && fits && !said) wrong.push(`${where} isn’t among the next actions.`);
            const act: Act = { who: viewer.id, process, action, caseId, input: inputs.get(action) ?? {} };
            const locale = n++ % 2 === 0 ? 'en' : 'zh';
            const answer = await house.send(act, { locale });
            tried++;
            const fault = wrongAnswer(answer, locale);
            if (fault?.startsWith('its input')) blamed.set(action, fault);
            else if (fault) wrong.push(`${where}: ${fault}`);
            if (answer.__typename === 'Refused' && said && said.code !== answer.reason && !fault)
              wrong.push(`${where}: nextActions says ${said.code}, and the act ${answer.reason}.`);
          }
        }),
      ),
    );
    const after = JSON.stringify([await rowCounts(office), await storedCases(office, [caseId])]);
    if (after !== before) wrong.push(`${row.state}: refused acts have changed something:\n${before}\n${after}`);
  };

  beforeAll(async () => {
    house = await openGateHouse();
    inputs = await inputsOf(house, told);
    for (const story of Object.keys(told.stories)) await house.tell(told, story, { after: lookAt });
    for (const [action, fault] of blamed) remark('acts', process, `${action}: ${fault}`);
    const missed = Object.keys(rules.states).filter((state) => !done.has(state));
    if (missed.length > 0) remark('acts', process, `no story comes to ${missed.join(', ')}`);
  }, 1_200_000);
  afterAll(() => house?.close());

  it('refuses every act that isn’t one of the next ones, in both languages, and leaves nothing behind', () =>
    passes('acts', process, tried, wrong));
});
