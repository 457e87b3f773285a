import { expect, it } from 'vitest';
import { toolRequest } from '../../examples/tool-request/rules.ts';
import { person, play } from '../../testing/play.ts';

it('somebody whose role is for other units or areas is told so, and where the case is', () => {
  const asked = play(toolRequest, { actor: person('anna', 'resident'), input: { subject: 'A ladder' } });
  const refused = asked.tries(person('wei', 'dispatcher', { units: ['tools'] }), 'grant');
  expect(refused?.code).toBe('kernel.wrongRole');
  expect(refused?.en).toContain('and this case belongs to no unit and no area');
  expect(refused?.zh).toContain('本件未归属任何单位、网格');
  expect(asked.tries(person('anna', 'resident'), 'grant')?.en).not.toContain('no unit');
});
