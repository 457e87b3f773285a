/** Its story, played on the rules alone: `node --test`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultsOf, person, play } from 'banjie/testing';
import { toolRequestPackage } from './package.ts';
import { toolRequest } from './rules.ts';

const anna = person('anna', 'resident');
const lou = person('lou', 'dispatcher');
const asked = () => play(toolRequest, { actor: anna, input: { subject: 'A ladder' } });

test('what is asked for is granted or declined by a dispatcher, with a reason', () => {
  assert.equal(asked().does(lou, 'grant').current().state, 'granted');
  const declined = asked().does(lou, 'decline', { reason: 'It is broken.' });
  assert.equal(declined.current().state, 'declined');
  assert.equal(declined.last().reason, 'It is broken.');
});

test('nobody grants it who is no dispatcher', () => {
  assert.equal(asked().tries(anna, 'grant')?.code, 'kernel.wrongRole');
});

test('the process is whole: titles, texts, ways and work of each state', () => {
  assert.deepEqual(faultsOf(toolRequestPackage), []);
});
