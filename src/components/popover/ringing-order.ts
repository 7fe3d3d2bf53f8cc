import type {Channel} from '../../domain/channel.ts';
import type {RingingOffer} from '../../services/ports.ts';

/** [PO-13] From top to bottom. */
const KIND_ORDER: readonly Channel[] = ['email', 'social', 'chat', 'voice'];

/** [PO-9] More than these are counted, not shown. */
export const SHOWN_MAX = 5;

/** [PO-12] [PO-13] By kind, and within a kind the earliest on top. */
export function inOrder(ringing: readonly RingingOffer[]): readonly RingingOffer[] {
  return ringing.toSorted(
    (one, other) =>
      KIND_ORDER.indexOf(one.contact.channel) - KIND_ORDER.indexOf(other.contact.channel) ||
      one.offer.offeredAt - other.offer.offeredAt,
  );
}

/** [PO-9] Five of them at most; a ringing call is always among those shown (design §6.5), for it rings the shortest. */
export function shownOf(ordered: readonly RingingOffer[]): readonly RingingOffer[] {
  if (ordered.length <= SHOWN_MAX) return ordered;
  const isCall = (each: RingingOffer): boolean => each.contact.channel === 'voice';
  const calls = ordered.filter(isCall).slice(0, SHOWN_MAX);
  const others = ordered.filter((each) => !isCall(each)).slice(0, SHOWN_MAX - calls.length);
  return [...others, ...calls];
}

/** Which of them a shortcut is for: a call before anything else, since it rings for the shortest time. */
export function mostUrgent(ringing: readonly RingingOffer[]): RingingOffer | undefined {
  return ringing.find((each) => each.contact.channel === 'voice') ?? ringing[0];
}
