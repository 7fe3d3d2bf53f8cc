/** The records of a CRM that knows nothing of Cordboard. */
export type Account = {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly tier: string;
  readonly details: Readonly<Record<string, string>>;
  readonly cases: ReadonlyArray<{
    readonly id: string;
    readonly subject: string;
    readonly state: string;
    readonly opened: string;
  }>;
  readonly activity: ReadonlyArray<{readonly when: string; readonly what: string}>;
};

const LEGIBLE_LEAST = 4;

export const ACCOUNTS: readonly Account[] = [
  {
    id: 'NW-20417',
    name: 'Ada Nkemelu',
    number: '+12015550142',
    tier: 'Gold',
    details: {
      Telephone: '+1 201 555 0142',
      'E-mail': 'ada.nkemelu@example.com',
      Supply: '18 Orchard Row, Jersey City, NJ 07302',
      Meter: 'E-7718 204 · electricity',
      Tariff: 'Fixed until April 2027',
      Balance: '$ 112.40, due 2 December',
    },
    cases: [
      {id: '2231', subject: 'Invoice 2231 is twice the usual', state: 'Waiting for us', opened: '18 Nov'},
      {id: '2198', subject: 'Change of bank account', state: 'Waiting for customer', opened: '11 Nov'},
    ],
    activity: [
      {when: '18 November, 09:14', what: 'Asked by e-mail why invoice 2231 is so high'},
      {when: '3 November, 16:40', what: 'Meter reading by photograph: 48 213 kWh'},
      {when: '27 August, 11:02', what: 'Moved in; contract signed'},
    ],
  },
  {
    id: 'NW-18830',
    name: 'Jón Ásgeirsson',
    number: '+12015550177',
    tier: 'Standard',
    details: {
      Telephone: '+1 201 555 0177',
      'E-mail': 'jon@example.com',
      Supply: '4 Pier Street, Hoboken, NJ 07030',
      Meter: 'G-1120 553 · gas',
      Tariff: 'Variable',
      Balance: 'Paid',
    },
    cases: [{id: '2240', subject: 'Boiler stopped after the outage in district 7', state: 'New', opened: '20 Nov'}],
    activity: [
      {when: '20 November, 08:31', what: 'Reported an outage through the web form'},
      {when: '14 October, 10:20', what: 'Yearly check of the boiler'},
    ],
  },
  {
    id: 'NW-21002',
    name: 'مريم الحسيني',
    number: '+12015550190',
    tier: 'Standard',
    details: {
      Telephone: '+1 201 555 0190',
      'E-mail': 'maryam@example.com',
      Supply: '260 Grand Avenue, Newark, NJ 07104',
      Meter: 'E-9004 118 · electricity',
      Tariff: 'Night storage',
      Balance: '$ 38.00, due 9 December',
    },
    cases: [],
    activity: [{when: '2 November, 13:05', what: 'Asked for paper invoices'}],
  },
];

/**
 * By what is legible of a number. A contact centre that protects its customers' data masks all but the last digits, so
 * the end has to do where it means one account only.
 */
export function findByNumber(number: string): Account | undefined {
  const legible = digits(number);
  if (legible.length < LEGIBLE_LEAST) return undefined;
  const found = ACCOUNTS.filter((account) => digits(account.number).endsWith(legible));
  return found.length === 1 ? found[0] : undefined;
}

function digits(number: string): string {
  return number.replaceAll(/\D/g, '');
}

export function findByText(text: string): Account | undefined {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return undefined;
  return ACCOUNTS.find((account) =>
    [account.id, account.name, account.number].some((field) => field.toLowerCase().includes(wanted)),
  );
}
