const WEB = 'web:';

/** What stands in place of a number when a customer calls from a web page. It means nothing and cannot be called. */
export function webAddress(random: string): string {
  return `${WEB}${random}`;
}

export function isWebAddress(address: string): boolean {
  return address.startsWith(WEB);
}
