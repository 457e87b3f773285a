/** A grower asks about spots on the leaves; what is sprayed holds the harvest back, and the pickup knows. */
import { CLERK, type Harvest, HOME, NEIGHBOUR, RECIPIENT } from './cast.ts';

const SECRETARY = 'pei-lan';
const PLOT = { lat: 28.5804, lon: 121.3214 };
const HOUR = 3_600_000;
/** Fresh, and sent at any time of the year: what was bottled before isn’t held back. */
const FRUIT = 'grape';

/** The number of the guidance. */
export const guidance = async (harvest: Harvest): Promise<string> => {
  const { act, day, facts, name, refused, refusedToStart, say, start } = harvest;
  const asked = { grower: NEIGHBOUR, consent: 'spoken' };
  const { id } = await start(CLERK, 'fieldGuidance', {
    crop: FRUIT,
    symptom: 'leafSpot',
    text: 'Brown round spots on some twenty vines, since Sunday.',
    ...asked,
  });
  say(
    `${name(NEIGHBOUR)}, over seventy, has spots on the leaves of his vines; ${name(CLERK)} of the station asks for him: ${id}.`,
  );
  await act(SECRETARY, 'triage', id, { way: 'visit' });
  const first = (await facts(SECRETARY, 'FieldGuidance', id, 'offer { to }')).offer.to;
  await act(first, 'decline', id);
  const expert = (await facts(SECRETARY, 'FieldGuidance', id, 'offer { to }')).offer.to;
  await act(expert, 'accept', id);
  say(
    `${name(first)} of the retired technicians can’t come, and nothing follows from it. It passes on; ${name(expert)} accepts.`,
  );
  await act(expert, 'plan', id, { at: new Date(Date.now() + HOUR).toISOString(), agreed: 'phone' });
  const visit = { at: PLOT, findings: 'Mould on the underside of the leaves.', withoutAllowance: true };
  say(`${name(expert)} would enter the visit from home, and is refused:`);
  say(`    ${await refused(expert, 'visit', id, { ...visit, at: { lat: 28.6, lon: 121.35 } })}`);
  await act(expert, 'visit', id, visit);
  await act(expert, 'advise', id, {
    diagnosis: 'Leaf spot',
    measures: [{ text: 'Spray once, on the underside too', day: day(), input: { product: 'leafGuard' } }],
  });
  await act(CLERK, 'understood', id, { how: 'heard' });
  const { harvestNotBefore } = await facts(CLERK, 'FieldGuidance', id, 'harvestNotBefore');
  say(
    `${name(expert)} advises a spray that needs seven days; ${name(CLERK)} reads it out. No harvest before ${harvestNotBefore}.`,
  );
  await act(CLERK, 'followUp', id, { day: day(), done: 'all', effect: 4 });
  await act(CLERK, 'close', id, {});

  const parcels = [{ planned: 2500, units: 5, recipient: { ...RECIPIENT, region: 'shanghai' } }];
  const wish = { slot: 'stationAm', product: FRUIT, pickPoint: HOME, parcels, ...asked };
  say('He would send grapes from that plot in two days, and the pickup is refused, though the guidance is closed:');
  say(`    ${await refusedToStart(CLERK, 'producePickup', { ...wish, day: day(2) })}`);
  const pickup = await start(CLERK, 'producePickup', { ...wish, day: harvestNotBefore });
  say(`${name(CLERK)} books ${harvestNotBefore}: ${pickup.id}. It is cancelled again, for this telling’s sake.`);
  await act(CLERK, 'cancel', pickup.id, { reason: 'For the next telling of this story', consent: 'spoken' });
  return id;
};
