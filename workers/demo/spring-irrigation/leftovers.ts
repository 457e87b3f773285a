import type { Stage } from '../stage.ts';
import { endPermit } from './permit-work.ts';

const HAZARDS = `query ($text: String!) {
  cases(first: 50, filter: { process: ["hazardInspection"], closed: false, text: $text }) { edges { node { id linkedFrom { kind from } } } }
}`;

type Hazard = { readonly id: string; readonly linkedFrom: readonly { readonly kind: string; readonly from: string }[] };

/** Ends what tellings that were broken off left open, which this one would wait for: hazards whose title has these words, and their permits. */
export const endLeftovers = async (stage: Stage, text: string): Promise<void> => {
  const { act, ask, say, until } = stage;
  const leader = 'shao-kai';
  const found: { node: Hazard }[] = (await ask(leader, HAZARDS, { text })).cases.edges;
  for (const { node: hazard } of found) {
    for (const { kind, from } of hazard.linkedFrom) if (kind === 'permitFor') await endPermit(stage, from);
    const told = async () => {
      const { facts } = (await ask(leader, 'query ($id: ID!) { case(id: $id) { facts } }', { id: hazard.id })).case;
      return facts.permits.every(({ open }: { open: boolean }) => !open);
    };
    await until(told, `${hazard.id} should have heard that its permits are closed, but hasn’t.`);
    await act(leader, 'withdraw', hazard.id, { reason: 'Told once more from the beginning.' });
    say(`${hazard.id} was left open by a telling that was broken off, and is withdrawn.`);
  }
};
