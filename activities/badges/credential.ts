/** A badge for a passed year, its status list and its issuer, before they are signed. */
import { createHash } from 'node:crypto';
import type { JWK } from 'jose';
import {
  BADGES_CONTEXT,
  BADGES_EXTENSIONS,
  BADGES_SCHEMA,
  type BadgeCredential,
  CREDENTIALS_CONTEXT,
  type IssuerProfile,
  type StatusListCredential,
} from './shapes.ts';
import { encodeList } from './status-list.ts';
import type { BadgeTerms } from './terms.ts';

/** Where a tenant's badges are published; `base` is the API's public address without a slash at its end. */
export const badgeAddresses = (base: string, tenant: string) => {
  const root = `${base}/academy/badges/${tenant}`;
  return {
    issuer: `${root}/issuer`,
    key: (kid: string) => `${root}/keys/${kid}`,
    list: (list: number) => `${root}/status/${list}`,
    credential: (id: string) => `${root}/credentials/${id}`,
  };
};
export type BadgeAddresses = ReturnType<typeof badgeAddresses>;

/** A moment in epoch milliseconds, to the second, as tokens count. */
const moment = (ms: number): string => `${new Date(Math.floor(ms / 1000) * 1000).toISOString().slice(0, 19)}Z`;

/** So many calendar months later (UTC); the last day of a month where the month is shorter. */
export const monthsLater = (ms: number, months: number): number => {
  const then = new Date(ms);
  const day = then.getUTCDate();
  then.setUTCDate(1);
  then.setUTCMonth(then.getUTCMonth() + months);
  const last = new Date(Date.UTC(then.getUTCFullYear(), then.getUTCMonth() + 1, 0)).getUTCDate();
  return then.setUTCDate(Math.min(day, last));
};

/** An address as Open Badges hashes it: SHA-256 of the address and the salt behind it. */
export const identityHash = (email: string, salt: string): string =>
  `sha256$${createHash('sha256')
    .update(email + salt, 'utf8')
    .digest('hex')}`;

/** The credential. Of the person it holds an opaque id and, where an e-mail address is known, its salted hash, by which they can show that it is theirs. */
export const badgeCredential = (of: {
  readonly at: BadgeAddresses;
  readonly issuerName: string;
  readonly id: string;
  readonly year: number;
  readonly terms: BadgeTerms;
  readonly email: string | null;
  readonly salt: string;
  readonly evaluation: { readonly caseId: string; readonly sha256: string };
  readonly status: { readonly list: number; readonly bit: number };
  readonly validFrom: number;
  readonly validUntil: number;
}): BadgeCredential => ({
  '@context': [CREDENTIALS_CONTEXT, BADGES_CONTEXT, BADGES_EXTENSIONS],
  id: of.at.credential(of.id),
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: `${of.terms.name} ${of.year}`,
  issuer: { id: of.at.issuer, type: ['Profile'], name: of.issuerName },
  validFrom: moment(of.validFrom),
  validUntil: moment(of.validUntil),
  credentialSubject: {
    id: `urn:uuid:${of.id}`,
    type: ['AchievementSubject'],
    ...(of.email === null
      ? {}
      : {
          identifier: [
            {
              type: 'IdentityObject' as const,
              hashed: true as const,
              identityHash: identityHash(of.email, of.salt),
              identityType: 'emailAddress' as const,
              salt: of.salt,
            },
          ],
        }),
    achievement: {
      id: `${of.at.issuer}#year-${of.year}`,
      type: ['Achievement'],
      achievementType: 'Certificate',
      name: `${of.terms.name} ${of.year}`,
      description: of.terms.description,
      criteria: { narrative: of.terms.criteria },
    },
  },
  evidence: [
    {
      type: ['Evidence'],
      name: of.evaluation.caseId,
      narrative: `Frozen evaluation ${of.evaluation.caseId}, SHA-256 ${of.evaluation.sha256}`,
    },
  ],
  credentialStatus: {
    id: `${of.at.list(of.status.list)}#${of.status.bit}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: String(of.status.bit),
    statusListCredential: of.at.list(of.status.list),
  },
  credentialSchema: [{ id: BADGES_SCHEMA, type: '1EdTechJsonSchemaValidator2019' }],
});

/** How long a status list may be relied on, in milliseconds. */
const LIST_HOLDS = 24 * 60 * 60_000;
/** How far a verifier's clock may be behind, in milliseconds; a list is often made while somebody is checking. */
const SLOW_CLOCK = 5 * 60_000;

/** The list of what was revoked, as it is now. */
export const statusList = (at: BadgeAddresses, list: number, revoked: readonly number[], now: number): StatusListCredential => ({
  '@context': [CREDENTIALS_CONTEXT],
  id: at.list(list),
  type: ['VerifiableCredential', 'BitstringStatusListCredential'],
  issuer: at.issuer,
  validFrom: moment(now - SLOW_CLOCK),
  validUntil: moment(now + LIST_HOLDS),
  credentialSubject: {
    id: `${at.list(list)}#list`,
    type: 'BitstringStatusList',
    statusPurpose: 'revocation',
    encodedList: encodeList(revoked),
  },
});

/** The issuer and its public keys, as an Open Badges profile that is a controlled identifier document too. */
export const issuerProfile = (at: BadgeAddresses, name: string, keys: readonly JWK[]): IssuerProfile => ({
  '@context': ['https://www.w3.org/ns/cid/v1', BADGES_CONTEXT],
  id: at.issuer,
  type: ['Profile'],
  name,
  assertionMethod: keys.map((jwk) => ({
    id: at.key(jwk.kid as string),
    type: 'JsonWebKey' as const,
    controller: at.issuer,
    publicKeyJwk: jwk as IssuerProfile['assertionMethod'][number]['publicKeyJwk'],
  })),
});
