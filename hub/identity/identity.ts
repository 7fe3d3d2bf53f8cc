export const ROLES = ['agent', 'supervisor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Who is calling, as far as the hub trusts it. Issuer and subject together are one person for ever. */
export type Identity = {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  /**
   * What the person signs in as (user name, e-mail address), lower case. A directory may give it to somebody else later, so it
   * finds settings made for a person and never says what they may do.
   */
  readonly userNames: readonly string[];
  /** At least one: who has none is refused. */
  readonly roles: readonly Role[];
  /** Epoch milliseconds at which the token ends, without any tolerance. */
  readonly expiresAt: number;
};

export function isRole(value: unknown): value is Role {
  return ROLES.some((role) => role === value);
}
