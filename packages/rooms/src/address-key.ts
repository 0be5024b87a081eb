import ipaddr from 'ipaddr.js';

/**
 * The key by which a remote address is limited; null for a text that is no address. An IPv6 network of 64 bits is one
 * key, because it is the least that one customer gets; an IPv4 address is the same one when it is written as IPv6.
 * @example
 * addressKey('::ffff:10.0.0.1'); // '10.0.0.1'
 * addressKey('2001:db8::1'); // '2001:db8:0:0/64'
 */
export function addressKey(address: string): string | null {
  const { IPv4, IPv6 } = ipaddr;
  if (IPv4.isValidFourPartDecimal(address)) return address;
  if (!IPv6.isValid(address)) return null;
  const parsed = IPv6.parse(address);
  if (parsed.isIPv4MappedAddress()) return parsed.toIPv4Address().toString();
  const network = parsed.parts.slice(0, 4).map((part) => part.toString(16));
  return `${network.join(':')}/64`;
}
