import type { Stage } from '../stage.ts';
import { endPermit } from './permit-work.ts';

const HAZARDS = `query ($text: String!) {
  cases(first: 50, filter: { process: ["hazardInspection"], closed: false, text: $text }) { edges { node { id linkedFrom { kind from } } } }
}`;

type Hazard = { readonly id: string; readonly linkedFrom: readonly { readonly kind: string; readonly from: string }[] };
type Permit = { readonly id: string; readonly open: boolean };

/** Ends what an interrupted story left open and this one would wait for: hazards whose title has these words, and their permits. */
export const endLeftovers = async (stage: Stage, text: string): Promise<void> => {
  const { act, ask, say, until } = stage;
  const leader = 'shao-kai';
  const found: { node: Hazard }[] = (await ask(leader, HAZARDS, { text })).cases.edges;
  for (const { node: hazard } of found) {
    const permits = hazard.linkedFrom.filter(({ kind }) => kind === 'permitFor').map(({ from }) => from);
    for (const permit of permits) await endPermit(stage, permit);
    // Acts of the permits on their hazard may still be on their way.
    const told = async () => {
      const { facts } = (
        await ask(leader, 'query ($id: ID!) { case(id: $id) { ... on HazardInspection { facts { permits { id open } } } } }', {
          id: hazard.id,
        })
      ).case;
      return permits.every((permit) => facts.permits.some(({ id, open }: Permit) => id === permit && !open));
    };
    await until(told, `${hazard.id} should have heard that its permits are closed, but hasn’t.`);
    await act(leader, 'withdraw', hazard.id, { reason: 'Told once more from the beginning.' });
    say(`${hazard.id} was left open by a telling that was broken off, and is withdrawn.`);
  }
};
