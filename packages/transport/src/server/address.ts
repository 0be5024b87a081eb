import ipaddr from 'ipaddr.js';

/**
 * The address by which limits count: of an IPv6 address its network of 64 bits, the least that one customer gets. An IPv4
 * address is the same one when it is written as IPv6. Empty for a text that is no address.
 * @example
 * limitedAddress('::ffff:10.0.0.1'); // '10.0.0.1'
 * limitedAddress('2001:db8::1'); // '2001:db8:0:0/64'
 */
export function limitedAddress(address: string): string {
  const { IPv4, IPv6 } = ipaddr;
  if (IPv4.isValidFourPartDecimal(address)) return address;
  if (!IPv6.isValid(address)) return '';
  const parsed = IPv6.parse(address);
  if (parsed.isIPv4MappedAddress()) return parsed.toIPv4Address().toString();
  const network = parsed.parts.slice(0, 4).map((part) => part.toString(16));
  return `${network.join(':')}/64`;
}

/**
 * An address as it is logged, so that a log tells where trouble comes from but not whose connection it is: of an IPv4
 * address its network of 24 bits, of an IPv6 address that of 48. Takes an address or its `limitedAddress`; empty for any
 * other text.
 * @example
 * loggedAddress('192.0.2.77'); // '192.0.2.0/24'
 * loggedAddress('2001:db8::1'); // '2001:db8:0::/48'
 */
export function loggedAddress(address: string): string {
  const limited = limitedAddress(address.replace(/\/64$/, '::'));
  if (!limited.includes(':')) return limited.replace(/\.\d+$/, '.0/24');
  return `${limited.split(':').slice(0, 3).join(':')}::/48`;
}
