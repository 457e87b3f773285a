/**
 * Signs credentials as compact JWS (VC-JWT), which Open Badges 3.0 allows beside embedded proofs. Chosen because the bytes that are
 * signed are those that are sent: a verifier needs any JOSE library and neither contexts from the net nor canonical RDF. Open Badges
 * names RS256 as the least that every verifier knows, so that the house makes itself such a key; one for EdDSA (RFC 8037) signs as well.
 */
import { calculateJwkThumbprint, importJWK, type JWK, type JWTPayload, SignJWT } from 'jose';
import type { BadgeCredential, StatusListCredential } from './shapes.ts';

/** The house's key for badges; `publicKey` is what is published. */
export type BadgeSigner = {
  readonly publicKey: JWK & { readonly kid: string };
  /** `keyAddress` is where the public key is published. */
  sign(credential: BadgeCredential | StatusListCredential, keyAddress: string): Promise<string>;
};

/** By which algorithm a key of this type signs badges. */
export const algorithmOf = ({ kty }: Pick<JWK, 'kty'>): 'RS256' | 'EdDSA' => (kty === 'RSA' ? 'RS256' : 'EdDSA');

export const badgeSigner = async (jwk: JWK): Promise<BadgeSigner> => {
  if (jwk.d === undefined) throw new Error('The key of badges has no private part.');
  const { kty, crv, x, n, e } = jwk;
  const shown: JWK = kty === 'RSA' ? { kty, n: n ?? '', e: e ?? '' } : { kty: kty ?? '', crv: crv ?? '', x: x ?? '' };
  const kid = await calculateJwkThumbprint(shown);
  const alg = algorithmOf(shown);
  const key = await importJWK(jwk, alg);
  return {
    publicKey: { ...shown, kid, alg, use: 'sig' },
    sign: (credential, keyAddress) => {
      const claims = new SignJWT({ ...credential, ...claimsOf(credential) });
      // Open Badges fixes the type of its own tokens; for other credentials the W3C has one of its own.
      const typ = credential.type.includes('OpenBadgeCredential') ? 'JWT' : 'vc+jwt';
      return claims.setProtectedHeader({ alg, kid: keyAddress, typ }).sign(key);
    },
  };
};

/** The registered claims, which say again what the credential says. */
export const claimsOf = (credential: BadgeCredential | StatusListCredential): Required<Omit<JWTPayload, 'aud' | 'iat'>> => ({
  iss: typeof credential.issuer === 'string' ? credential.issuer : credential.issuer.id,
  sub: credential.credentialSubject.id,
  jti: credential.id,
  nbf: Date.parse(credential.validFrom) / 1000,
  exp: Date.parse(credential.validUntil) / 1000,
});
