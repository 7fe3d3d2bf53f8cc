/** What dates are written in: no language at all, or one that no browser knows, is no reason to fail. */
export function knownLocale(language: string): string {
  const tag = /^[A-Za-z0-9-]{1,35}$/.exec(language.replace('_', '-'))?.[0] ?? 'en';
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag)[0] ?? 'en';
  } catch (error) {
    if (error instanceof RangeError) return 'en';
    throw error;
  }
}
