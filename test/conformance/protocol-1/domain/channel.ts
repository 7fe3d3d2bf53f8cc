/** The kinds of contact. Voice is exclusive; digital channels (all others) have a capacity of their own. */
export type Channel = 'voice' | 'chat' | 'email' | 'social';

export const DIGITAL_CHANNELS: readonly Channel[] = ['chat', 'email', 'social'];

/** How many contacts of each channel an agent may have at once. Voice is 0 or 1 (design §4). */
export type Capacity = {readonly [channel in Channel]: number};

export const DEFAULT_CAPACITY: Capacity = {voice: 1, chat: 3, email: 5, social: 3};
