/** From which address somebody calls: that of the connection, or, behind proxies that are trusted, the one that they name. */
import ipaddr from 'ipaddr.js';

type Address = ReturnType<typeof ipaddr.process>;
export type Network = readonly [Address, number];

/** An address or a network such as 10.1.0.0/16; undefined for what is neither. */
export const readNetwork = (text: string): Network | undefined => {
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
  const address = readAddress(text);
  return address && [address, address.kind() === 'ipv4' ? 32 : 128];
};

/** An IPv4 address that comes as IPv6 is the same address. */
const readAddress = (text: string): Address | undefined => (ipaddr.isValid(text) ? ipaddr.process(text) : undefined);

const isIn = (address: Address, networks: readonly Network[]): boolean =>
  networks.some(([network, bits]) => network.kind() === address.kind() && address.match(network as never, bits));

/** Whether a connection comes from a proxy that is trusted. */
export const isTrusted = (connection: string | undefined, trusted: readonly Network[]): boolean => {
  const address = readAddress(connection ?? '');
  return address !== undefined && isIn(address, trusted);
};

/** X-Forwarded-For grows to the right, each proxy adding whom it heard: it is read from there, as far as proxies are trusted. */
export const callerAddress = (
  connection: string | undefined,
  forwarded: string | null,
  trusted: readonly Network[],
): string | undefined => {
  let address = readAddress(connection ?? '');
  const named = (forwarded ?? '').slice(-2_000).split(',');
  while (address && isIn(address, trusted)) {
    const before = readAddress(named.pop()?.trim() ?? '');
    if (!before) break;
    address = before;
  }
  return address && nameOf(address);
};

/** Who has one IPv6 address has the 2^64 of its network. */
const nameOf = (address: Address): string =>
  address.kind() === 'ipv4' ? address.toString() : `${address.toNormalizedString().split(':').slice(0, 4).join(':')}::/64`;
