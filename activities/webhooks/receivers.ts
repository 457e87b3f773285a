/** Where webhooks may lead: out of the house, unless an inner receiver is named by the setting `BANJIE_WEBHOOK_HOSTS`. */
import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Agent } from 'undici';
import type { Title } from '../../workflows/kernel/process.ts';

export type Receivers = {
  /** What is wrong with an address as it is written; undefined where nothing is. */
  faultOf(url: string): Title | undefined;
  /** What is wrong with an address and with where its name leads just now. */
  faultNow(url: string): Promise<Title | undefined>;
  /** By which a receiver is called: it connects to nothing but what the name leads to at that moment, and only if it may. */
  agentFor(url: string): Agent;
  close(): Promise<void>;
};

export type ReceiverRules = {
  /** Without it, receivers may be anywhere and needn't have TLS. */
  readonly production: boolean;
  /** Inner receivers: names or addresses, such as `portal.inner`, or `portal.inner:9443` for a port of their own. */
  readonly hosts?: readonly string[] | undefined;
  readonly lookup?: LookupFunction;
};

const PORTS: readonly string[] = ['', '443', '8443'];
const LONGEST = 2_000;

export const webhookReceivers = ({
  production,
  hosts = [],
  lookup = systemLookup as LookupFunction,
}: ReceiverRules): Receivers => {
  const named = new Set(hosts.map((host) => host.toLowerCase()));
  const isNamed = (url: URL) => named.has(nameOf(url)) || named.has(`${nameOf(url)}:${url.port || '443'}`);
  const straight = new Agent({ connect: { timeout: 5_000 } });
  const checking = new Agent({ connect: { timeout: 5_000, lookup: publicOnly(lookup) } });
  const faultOf = (text: string): Title | undefined => {
    const url = text.length <= LONGEST && URL.canParse(text) ? new URL(text) : undefined;
    if (!url || url.username || url.password || !(url.protocol === 'https:' || (!production && url.protocol === 'http:')))
      return noAddress;
    if (!production || isNamed(url)) return undefined;
    if (!PORTS.includes(url.port)) return otherPort;
    const address = nameOf(url).replace(/^\[(.*)\]$/, '$1');
    return ipaddr.isValid(address) && !isPublic(address) ? inside : undefined;
  };
  return {
    faultOf,
    faultNow: async (text) => {
      const fault = faultOf(text);
      if (fault || !production) return fault;
      const url = new URL(text);
      if (isNamed(url) || ipaddr.isValid(nameOf(url).replace(/^\[(.*)\]$/, '$1'))) return undefined;
      return new Promise((done) => {
        publicOnly(lookup)(nameOf(url), { all: true }, (error) =>
          done(error instanceof NotPublic ? inside : error ? unknown : undefined),
        );
      });
    },
    agentFor: (text) => (production && !isNamed(new URL(text)) ? checking : straight),
    close: async () => {
      await Promise.all([straight.close(), checking.close()]);
    },
  };
};

/** A name as it is looked up, without the dot at its end. */
const nameOf = ({ hostname }: URL): string => hostname.toLowerCase().replace(/\.$/, '');

/** The addresses of IPv6 that are given out at all: others hold IPv4 addresses, or nobody's. */
const GIVEN_OUT = ipaddr.IPv6.parseCIDR('2000::/3');
/** Inside a cloud, though it looks like one of the open network: the host of Azure's machines. */
const HOSTS: ReadonlySet<string> = new Set(['168.63.129.16']);

/** Whether an address is one of the open network, however it is written. */
export const isPublic = (text: string): boolean => {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  if (address.range() !== 'unicast' || HOSTS.has(address.toString())) return false;
  return address.kind() === 'ipv4' || address.match(GIVEN_OUT);
};

/** A name leads to no address that may be called. */
export class NotPublic extends Error {}

/** Looks names up when the connection is made, so that nothing can change in between, and leaves out what isn't public. */
const publicOnly =
  (lookup: LookupFunction): LookupFunction =>
  (name, options, answer) =>
    lookup(name, { ...options, all: true }, (error, found) => {
      if (error) return answer(error, []);
      const addresses = (Array.isArray(found) ? found : []).filter(({ address }) => isPublic(address));
      const [first] = addresses;
      if (!first) return answer(new NotPublic('The name leads to no public address.'), []);
      if (options.all) answer(null, addresses);
      else answer(null, first.address, first.family);
    });

const noAddress: Title = {
  en: 'Give an address of at most 2,000 characters that begins with https://, without a name or password in it.',
  zh: '请填写以https://开头、不超过2000字且不含用户名和密码的地址。',
};
const otherPort: Title = {
  en: 'Give a public address that begins with https:// and has the port 443 or 8443. Who runs Banjie may name others (BANJIE_WEBHOOK_HOSTS).',
  zh: '请填写以https://开头的公网地址，端口为443或8443；其他端口须由运维人员通过BANJIE_WEBHOOK_HOSTS放行。',
};
const inside: Title = {
  en: 'Give a public address that begins with https://. Who runs Banjie may name receivers inside the house (BANJIE_WEBHOOK_HOSTS).',
  zh: '请填写以https://开头的公网地址；内部接收方须由运维人员通过BANJIE_WEBHOOK_HOSTS放行。',
};
const unknown: Title = {
  en: 'The name of this address can’t be found just now. Compare it, and try again.',
  zh: '暂时无法解析该地址的域名，请核对后重试。',
};
