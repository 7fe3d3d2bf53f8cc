/** How many callbacks strangers may ask for in a day, each of them counted by itself (design §7). */
export type CallbackRequestLimits = {
  /** From one network address; a household or an office shares one. */
  readonly perAddress: number;
  /** As many more, each for ten times the work: of a mobile network that gives thousands one address. */
  readonly perAddressHard: number;
  /** The same, of those who come without a proof of work. */
  readonly perAddressPlain: number;
  /**
   * From one network of IPv6 (/48): 65,536 of what counts as an address. Some providers give it to one customer, mobile ones to thousands,
   * each with an address of theirs.
   */
  readonly perNetwork: number;
  /** As many more, each for ten times the work: half of what a site takes, so that one network cannot use that up. */
  readonly perNetworkHard: number;
  /** For one number. */
  readonly perNumber: number;
  /** For numbers that differ in their last four digits only. */
  readonly perPrefix: number;
  /** On all pages of one site. */
  readonly perSite: number;
  /** On all sites together. */
  readonly perOrganisation: number;
};

export const DEFAULT_CALLBACK_REQUEST_LIMITS: CallbackRequestLimits = {
  perAddress: 20,
  perAddressHard: 200,
  perAddressPlain: 5,
  perNetwork: 100,
  perNetworkHard: 500,
  perNumber: 5,
  perPrefix: 60,
  perSite: 1_000,
  perOrganisation: 2_000,
};
