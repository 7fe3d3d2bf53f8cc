/** A country as a person chooses it. */
export type DialCountry = {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Without plus. */
  readonly callingCode: string;
};

/** What is known of the world's numbering plans. Every number is given by its digits and special characters alone. */
export type PhoneMetadata = {
  /** Grouped as in its country, for reading; the same digits in the same order. */
  format(number: string, home: string): string;
  /** Whose number it is: by its calling code, or the home country's. Null when no country has that code. */
  countryOf(number: string, home: string): DialCountry | null;
  /** The same subscriber's number in another country, in its international form. */
  withCountry(number: string, home: string, country: string): string;
  /** Longer than any number of its country: probably a slip, though nothing that may not be dialled. */
  tooLong(number: string, home: string): boolean;
  /** As long as a number of its country is, from an international number; where lengths vary, as any of them. */
  whole(number: string): boolean;
  readonly countries: readonly DialCountry[];
};

let loading: Promise<PhoneMetadata> | null = null;

/**
 * Loads the numbering plans, once for the page. They are far larger than everything that needs them, so nothing waits
 * for them: a field works without.
 * @throws when they cannot be loaded; the next call tries again
 */
export function loadPhoneMetadata(): Promise<PhoneMetadata> {
  loading ??= import('./phone-metadata-library.ts').then(
    ({phoneMetadata}) => phoneMetadata,
    (error: unknown) => {
      loading = null;
      throw error;
    },
  );
  return loading;
}
