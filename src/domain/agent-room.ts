import {type Capacity, type Channel, DIGITAL_CHANNELS} from './channel.ts';

/** What an agent has in hand: contacts they take part in, wrap-up included, and what connects or rings. */
export type Held = {
  readonly channel: Channel;
  /** Ordinary voice: it takes the agent whole. */
  readonly exclusive: boolean;
};

/** What an agent can be given. */
export type Room = {
  readonly open: readonly Channel[];
  /** Those of the open channels in which one more contact is the last one. */
  readonly last: readonly Channel[];
};

/** Voice is exclusive, and its capacity 0 or 1; each digital channel has as many places as the agent's capacity says. */
export function roomOf(capacity: Capacity, held: readonly Held[]): Room {
  const places = (['voice', ...DIGITAL_CHANNELS] as const).map((channel) => {
    const taken = held.filter((each) => (channel === 'voice' ? each.exclusive : each.channel === channel)).length;
    return {channel, left: capacity[channel] - taken};
  });
  return {
    open: places.filter(({left}) => left > 0).map(({channel}) => channel),
    last: places.filter(({left}) => left === 1).map(({channel}) => channel),
  };
}
