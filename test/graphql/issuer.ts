/** A small OpenID Connect issuer: discovery, published keys, and tokens signed with them. It can be away. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

export type Issuer = {
  readonly address: string;
  sign(of: {
    subject?: string;
    tenant?: string;
    issuer?: string;
    audience?: string | string[];
    /** Seconds from now. */
    expires?: number;
    /** Sign with a key that isn't published. */
    unknownKey?: boolean;
    typ?: string;
    /** Seconds from now. */
    made?: number;
    groups?: readonly string[];
    name?: string;
  }): Promise<string>;
  /** Publishes another key beside the first, and signs with it from now on. */
  changeKey(): Promise<void>;
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  /** What it calls itself; its own address where nothing is said. */
  callItself(name: string | undefined): void;
  close(): Promise<void>;
};

export const openIssuer = async (audience = 'street'): Promise<Issuer> => {
  const published: JWK[] = [];
  const newKey = async (kid: string, publish: boolean) => {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    if (publish) published.push({ ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' });
    return { kid, privateKey };
  };
  let key = await newKey('first', true);
  const unknown = await newKey('unknown', false);
  let server: Server;
  let port = 0;
  let named: string | undefined;
  const comeBack = async () => {
    server = createServer((request, response) => {
      const address = `http://127.0.0.1:${port}`;
      const pages: Record<string, unknown> = {
        '/.well-known/openid-configuration': { issuer: named ?? address, jwks_uri: `${address}/keys` },
        '/keys': { keys: published },
      };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(pages[request.url ?? ''] ?? null));
    });
    await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
    port = (server.address() as AddressInfo).port;
  };
  const goAway = async () => {
    const gone = new Promise<void>((done) => server.close(() => done()));
    server.closeAllConnections();
    await gone;
  };
  await comeBack();
  const address = `http://127.0.0.1:${port}`;
  return {
    address,
    sign: ({
      subject = 'deng-li',
      tenant = 'fushan',
      issuer = address,
      audience: to = audience,
      expires = 300,
      unknownKey = false,
      typ,
      made = 0,
      groups,
      name,
    }) => {
      const { kid, privateKey } = unknownKey ? unknown : key;
      return new SignJWT({ ...(tenant && { tenant }), ...(groups && { groups }), ...(name && { name }) })
        .setProtectedHeader({ alg: 'RS256', kid, ...(typ ? { typ } : {}) })
        .setSubject(subject)
        .setIssuer(issuer)
        .setAudience(to)
        .setIssuedAt(Math.floor(Date.now() / 1000) + made)
        .setExpirationTime(Math.floor(Date.now() / 1000) + expires)
        .sign(privateKey);
    },
    changeKey: async () => {
      key = await newKey(`next-${published.length}`, true);
    },
    goAway,
    comeBack,
    callItself: (name) => {
      named = name;
    },
    close: goAway,
  };
};
