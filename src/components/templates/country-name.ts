/** A country's name in the page's language; its code where the browser knows no name. */
export function countryName(country: string, language: string | undefined = pageLanguage()): string {
  try {
    return new Intl.DisplayNames(language, {type: 'region'}).of(country) ?? country;
  } catch (error) {
    if (error instanceof RangeError) return country;
    throw error;
  }
}

/** What the page says it is written in; undefined: the browser's own. */
export function pageLanguage(): string | undefined {
  return document.documentElement.lang || undefined;
}
