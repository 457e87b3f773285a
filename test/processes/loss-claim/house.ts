/** Sample parcels, people and funds that claims are played with. */
import { otherCase, person, play } from '../../../testing/play.ts';
import type { Facts } from '../../../workflows/loss-claim/facts.ts';
import { lossClaim } from '../../../workflows/loss-claim/rules.ts';
import type { ClaimedParcel, Funds, Reference } from '../../../workflows/loss-claim/vocabulary.ts';

export const PICKUP = 'TY-EX-1';
export const photo = (n: number) => ({ sha256: String(n).padStart(64, '0'), mime: 'image/jpeg', bytes: 1_000 });

const party = (id: string, en: string, zh: string) => ({ id, title: { en, zh } });
export const swift = party('swift', 'Swift Couriers', '迅达快递');
export const store = party('storeA', 'Cold store A', '冷库A');
export const alliance = party('alliance', 'Alliance', '联盟');

export const parcel: ClaimedParcel = {
  product: party('loquat', 'Loquats', '枇杷'),
  units: 60,
  insured: false,
  declared: 18_000,
  charge: 1_001,
  deliveredAt: Date.parse('2026-09-30T15:40:00+08:00'),
  claimWindow: Date.parse('2026-10-02T15:40:00+08:00'),
  scheme: 'netTray',
  region: 'zhejiang',
  company: swift,
  hands: ['jing-tao', 'tu-gang'],
  members: ['luo-min'],
  coop: 'coop-a',
  unit: null,
  area: null,
  told: ['tu-gang'],
  lateDays: 0,
};

export const funds = (most = 100_000, used = 0): Funds => ({
  year: 2026,
  funds: [swift, store, alliance].map(({ id }) => ({ id, most, used })),
});

export const judging = (known: Funds = funds()): Reference['assess'] => ({
  ...known,
  parties: [
    { ...store, kind: 'store' },
    { ...swift, kind: 'carrier' },
    { ...party('nature', 'Nature of the goods', '货物自然属性'), kind: 'nature' },
    { ...party('sender', 'Sender', '寄件人'), kind: 'sender' },
  ],
  goodwill: alliance,
  days: { calendarDays: 8, workingDays: 1 },
});

export const grower = person('mou-xiulan', 'grower');
/** The recipient of the parcel, with the code of the claim. */
export const recipient = { id: 'follower:TY-LC-1/1', name: 'Recipient', grants: [{ role: 'follower' }] };
export const clerk = person('du-fang', 'stationClerk');
export const assessor = person('feng-ying', 'claimAssessor');
export const colleague = person('qi-kai', 'claimAssessor');
export const ruler = person('mu-lan', 'claimRuler');
export const cashier = person('xu-min', 'cashier');
export const otherCashier = person('ning-xia', 'cashier');
export const bank = person('rural-bank', 'bank');
export const secretary = person('yan-ping', 'allianceSecretary');

export const asked = {
  pickup: PICKUP,
  n: 1,
  as: 'sender',
  claimant: { id: 'mou-xiulan', name: '牟秀兰', phone: '10000010012' },
  kind: 'damaged',
  badUnits: 6,
  photos: [photo(1), photo(2)],
  asked: 6_000,
  account: '6222000000001234',
};

export const liability = (...shares: readonly (readonly [string, number])[]) =>
  shares.map(([party, perMille]) => ({ party, perMille }));
export const both = liability(['storeA', 600], ['swift', 400]);
export const decision = { liability: both, badUnits: 6, goodwill: false, reason: '入库超温、运输挤压' };

export const filed = (more: object = {}, known: Partial<ClaimedParcel> = {}) =>
  play<Facts>(lossClaim, {
    actor: otherCase(PICKUP),
    input: { ...asked, ...more },
    reference: { parcel: { ...parcel, ...known } },
    id: 'TY-LC-1',
  });
export const offered = (more: object = {}, known: Partial<ClaimedParcel> = {}, sent: object = {}) =>
  filed(sent, known)
    .does(assessor, 'accept')
    .does(assessor, 'assess', { ...decision, ...more }, judging());
export const payable = (more: object = {}, known: Partial<ClaimedParcel> = {}) =>
  offered(more, known).does(grower, 'agree', {}, funds());
