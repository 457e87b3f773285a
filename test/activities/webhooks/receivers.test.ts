import { createServer } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { describe, expect, it } from 'vitest';
import { cursorOf, positionOf } from '../../../activities/event-cursor.ts';
import { decrypted, encrypted, pseudonym } from '../../../activities/keys.ts';
import { postSigned } from '../../../activities/webhooks/call.ts';
import { isPublic, webhookReceivers } from '../../../activities/webhooks/receivers.ts';

const SECRET = `whsec_${Buffer.from('a secret of twenty-four bytes').toString('base64')}`;
/** A name server that leads each name to these addresses, one answer after another; the last one stays. */
const leadingTo = (...answers: readonly (readonly string[])[]): LookupFunction => {
  let n = 0;
  return (_, __, answer) => {
    const found = answers[Math.min(n++, answers.length - 1)] ?? [];
    answer(
      null,
      found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
};

describe('an address', () => {
  it('is public only where the whole network reaches it, however it is written', () => {
    const inner = [
      ...['127.0.0.1', '2130706433', '0x7f.1', '017700000001', '10.1.2.3', '172.16.0.1', '192.168.0.1', '169.254.169.254'],
      ...['100.64.0.1', '100.100.100.200', '198.18.0.1', '224.0.0.1', '0.0.0.0', '255.255.255.255', '192.0.2.1'],
      ...[
        '::1',
        '::',
        '::ffff:10.0.0.1',
        '64:ff9b::a00:1',
        '64:ff9b:1::1',
        'fe80::1',
        'fc00::1',
        'fec0::1',
        '2002:a00:1::',
        '100::1',
        '::127.0.0.1',
        '::a9fe:a9fe',
        '4000::1',
        '168.63.129.16',
      ],
      ...['', 'portal.inner'],
    ];
    expect(inner.filter(isPublic)).toEqual([]);
    expect(['8.8.8.8', '203.208.0.1', '2606:4700::1'].filter((one) => !isPublic(one))).toEqual([]);
  });
});

describe('a receiver in production', () => {
  const faults = async (url: string, lookup = leadingTo(['8.8.8.8']), hosts: readonly string[] = []) =>
    (await webhookReceivers({ production: true, hosts, lookup }).faultNow(url))?.en;

  it('is reached by TLS at a public address, without a password in it, at a usual port', async () => {
    for (const url of [
      'https://portal.example/hooks',
      'https://10.example.org/',
      'https://portal.example:8443/',
      'https://8.8.8.8/',
    ])
      expect([url, await faults(url)]).toEqual([url, undefined]);
    for (const url of [
      ...[
        'http://portal.example/',
        'ftp://portal.example/',
        'https://user:word@portal.example/',
        'nonsense',
        `https://portal.example/${'x'.repeat(2_000)}`,
      ],
      ...[
        'https://portal.example:8080/',
        'https://127.0.0.1/',
        'https://2130706433/',
        'https://①②⑦.0.0.1/',
        'https://[::ffff:10.0.0.1]/',
        'https://127.0.0.1./',
      ],
    ])
      expect([url, await faults(url)]).toEqual([url, expect.any(String)]);
  });

  it('is no name that leads inside; a name that leads to both is called outside alone', async () => {
    expect(await faults('https://intranet/', leadingTo(['10.1.2.3']))).toMatch(/public address/);
    expect(await faults('https://both.example/', leadingTo(['10.1.2.3', '8.8.8.8']))).toBeUndefined();
    const nowhere: LookupFunction = (_, __, answer) => answer(new Error('not found'), []);
    expect(await faults('https://nowhere.example/', nowhere)).toMatch(/can’t be found/);
  });

  it('may be inside where whoever runs the program has named it', async () => {
    const hosts = ['portal.inner', '10.1.2.3:9443'];
    for (const url of ['https://portal.inner/', 'https://10.1.2.3:9443/'])
      expect([url, await faults(url, leadingTo(['10.1.2.3']), hosts)]).toEqual([url, undefined]);
    expect(await faults('https://10.1.2.3/', leadingTo([]), hosts)).toMatch(/public address/);
  });

  it('isn’t called when its name leads elsewhere by then', async () => {
    const receivers = webhookReceivers({ production: true, lookup: leadingTo(['8.8.8.8'], ['127.0.0.1']) });
    expect(await receivers.faultNow('https://rebound.example/')).toBeUndefined();
    await expect(postSigned(receivers, { url: 'https://rebound.example/', secret: SECRET }, '1', '{}')).rejects.toThrow(
      /no public place any more/,
    );
    await receivers.close();
  });
});

describe('a call', () => {
  it('says what became of it as a class, and goes nowhere else', async () => {
    let answer = 204;
    const paths: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      paths.push(request.url);
      response.writeHead(answer, { location: '/elsewhere' }).end('who is here');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    const receivers = webhookReceivers({ production: false });
    const said = async () =>
      postSigned(receivers, { url, secret: SECRET }, '1', '{}').then(
        () => 'done',
        (error: Error) => error.message,
      );
    const words: string[] = [];
    for (answer of [204, 302, 403, 404, 500, 410]) words.push(await said());
    expect(words).toEqual([
      'done',
      'The receiver sends calls elsewhere; they aren’t followed.',
      'The receiver refuses the call.',
      'The receiver refuses the call.',
      'The receiver has a fault.',
      expect.stringMatching(/410/),
    ]);
    expect(new Set(paths)).toEqual(new Set(['/hook']));
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    expect(await said()).toBe('The receiver can’t be reached.');
    await receivers.close();
  });
});

describe('what is kept under a key', () => {
  const owner = { purpose: 'webhook', of: ['fushan', 'portal'] };
  it('opens for its owner alone, and unchanged', () => {
    const kept = encrypted(['a secret'], owner, 'a text 文字');
    expect(kept).not.toContain('text');
    expect(decrypted(['a secret'], owner, kept)).toBe('a text 文字');
    expect(encrypted(['a secret'], owner, 'a text 文字')).toBe(kept);
    for (const [secret, of, text] of [
      ['another', owner, kept],
      ['a secret', { ...owner, of: ['tongyu', 'portal'] }, kept],
      ['a secret', { ...owner, purpose: 'cursor' }, kept],
      ['a secret', owner, `${kept.slice(0, -2)}${kept.endsWith('AA') ? 'BB' : 'AA'}`],
      ['a secret', owner, ''],
      ['a secret', owner, 'x.y'],
    ] as const)
      expect(decrypted([secret], of, text)).toBeUndefined();
  });

  it('opens by a secret that the house had before, and is closed by the one that it has', () => {
    const before = encrypted(['the old one'], owner, 'a text');
    expect(decrypted(['a secret', 'the old one'], owner, before)).toBe('a text');
    const now = encrypted(['a secret', 'the old one'], owner, 'a text');
    expect(decrypted(['a secret'], owner, now)).toBe('a text');
    expect(decrypted(['the old one'], owner, now)).toBeUndefined();
  });

  it('of the record’s cursors opens by a secret that the house had before', () => {
    const place = { tx: 7n, seq: 9n };
    const cursor = cursorOf(['the old one'], 'fushan', place);
    expect(positionOf(['a secret', 'the old one'], 'fushan', cursor)).toEqual(place);
    expect(positionOf(['a secret'], 'fushan', cursor)).toBeUndefined();
  });

  it('has one other name for each person of a tenant', () => {
    const name = (tenant: string, person: string) => pseudonym('a secret', { purpose: 'pseudonym', of: [tenant] }, person);
    expect(name('fushan', 'deng-li')).toBe(name('fushan', 'deng-li'));
    expect(new Set([name('fushan', 'deng-li'), name('fushan', 'lin'), name('tongyu', 'deng-li')]).size).toBe(3);
  });
});
