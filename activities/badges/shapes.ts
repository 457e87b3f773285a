/** What badges and their status lists look like: Open Badges 3.0 on the Verifiable Credentials Data Model 2.0, as far as Banjie writes and reads them. */
import { z } from 'zod';

export const CREDENTIALS_CONTEXT = 'https://www.w3.org/ns/credentials/v2';
export const BADGES_CONTEXT = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';
/** Terms that the first two don't have, such as the kind of schema that a badge names. */
export const BADGES_EXTENSIONS = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json';
export const BADGES_SCHEMA = 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json';

/** To the second, so that it equals the token’s own times. */
const moment = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);
const typed = (name: string) => z.array(z.string()).refine((types) => types.includes(name), `It is no ${name}.`);

const issuer = z.looseObject({ id: z.url(), type: typed('Profile'), name: z.string().min(1) });

const identity = z.strictObject({
  type: z.literal('IdentityObject'),
  hashed: z.literal(true),
  identityHash: z.string().regex(/^sha256\$[0-9a-f]{64}$/),
  identityType: z.literal('emailAddress'),
  salt: z.string().min(16),
});

const statusEntry = z.strictObject({
  id: z.url(),
  type: z.literal('BitstringStatusListEntry'),
  statusPurpose: z.literal('revocation'),
  statusListIndex: z.string().regex(/^\d{1,9}$/),
  statusListCredential: z.url(),
});

export const badgeShape = z.strictObject({
  '@context': z.tuple([z.literal(CREDENTIALS_CONTEXT), z.literal(BADGES_CONTEXT), z.literal(BADGES_EXTENSIONS)]),
  id: z.url(),
  type: typed('VerifiableCredential').refine((types) => types.includes('OpenBadgeCredential'), 'It is no OpenBadgeCredential.'),
  name: z.string().min(1),
  issuer,
  validFrom: moment,
  validUntil: moment,
  credentialSubject: z.strictObject({
    id: z.string().regex(/^urn:uuid:/),
    type: typed('AchievementSubject'),
    identifier: z.array(identity).min(1).optional(),
    achievement: z.strictObject({
      id: z.url(),
      type: typed('Achievement'),
      achievementType: z.literal('Certificate'),
      name: z.string().min(1),
      description: z.string().min(1),
      criteria: z.strictObject({ narrative: z.string().min(1) }),
    }),
  }),
  evidence: z.array(z.strictObject({ type: typed('Evidence'), name: z.string().min(1), narrative: z.string().min(1) })).min(1),
  credentialStatus: statusEntry,
  credentialSchema: z.tuple([
    z.strictObject({ id: z.literal(BADGES_SCHEMA), type: z.literal('1EdTechJsonSchemaValidator2019') }),
  ]),
});
export type BadgeCredential = z.infer<typeof badgeShape>;

export const statusListShape = z.strictObject({
  '@context': z.tuple([z.literal(CREDENTIALS_CONTEXT)]),
  id: z.url(),
  type: typed('BitstringStatusListCredential'),
  issuer: z.url(),
  validFrom: moment,
  validUntil: moment,
  credentialSubject: z.strictObject({
    id: z.url(),
    type: z.literal('BitstringStatusList'),
    statusPurpose: z.literal('revocation'),
    encodedList: z.string().startsWith('u'),
  }),
});
export type StatusListCredential = z.infer<typeof statusListShape>;

const publicKey = z.union([
  z.object({ kty: z.literal('RSA'), n: z.string().regex(/^[\w-]{340,}$/), e: z.string() }),
  z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string().regex(/^[\w-]{43}$/) }),
]);

export const profileShape = z.looseObject({
  '@context': z.array(z.string()),
  id: z.url(),
  type: typed('Profile'),
  name: z.string().min(1),
  assertionMethod: z.array(
    z.strictObject({ id: z.url(), type: z.literal('JsonWebKey'), controller: z.url(), publicKeyJwk: publicKey }),
  ),
});
export type IssuerProfile = z.infer<typeof profileShape>;
