import type {Channel} from '../../domain/channel.ts';
import type {RingingOffer} from '../../services/ports.ts';

/** [PO-13] From top to bottom. */
const KIND_ORDER: readonly Channel[] = ['email', 'social', 'chat', 'voice'];

/** [PO-9] More than these are counted, not shown. */
export const SHOWN_MAX = 5;

export function isEmergency({contact}: RingingOffer): boolean {
  return contact.kind === 'emergency-callback';
}

export function isCall({contact}: RingingOffer): boolean {
  return contact.channel === 'voice';
}

/** [PO-12] [PO-13] [EM-19] An emergency callback on top, then by kind, and within a kind the earliest on top. */
export function inOrder(ringing: readonly RingingOffer[]): readonly RingingOffer[] {
  return ringing.toSorted(
    (one, other) =>
      Number(isEmergency(other)) - Number(isEmergency(one)) ||
      KIND_ORDER.indexOf(one.contact.channel) - KIND_ORDER.indexOf(other.contact.channel) ||
      one.offer.offeredAt - other.offer.offeredAt,
  );
}

/** [PO-9] Five of them at most; a ringing call is always among those shown (design §6.5), for it rings the shortest. */
export function shownOf(ordered: readonly RingingOffer[]): readonly RingingOffer[] {
  if (ordered.length <= SHOWN_MAX) return ordered;
  const calls = ordered.filter(isCall).slice(0, SHOWN_MAX);
  const others = ordered.filter((each) => !isCall(each)).slice(0, SHOWN_MAX - calls.length);
  const shown = new Set([...others, ...calls]);
  return ordered.filter((each) => shown.has(each));
}

/** Which of them a shortcut is for: an emergency, then a call before anything else, since it rings for the shortest time. */
export function mostUrgent(ringing: readonly RingingOffer[]): RingingOffer | undefined {
  return ringing.find(isEmergency) ?? ringing.find(isCall) ?? ringing[0];
}
