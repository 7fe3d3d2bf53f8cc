import {refuse, type MediaRefusal} from './protocol.ts';

/** A browser's audio offer is 2–6 kB. */
const maxOfferLength = 64 * 1024;

/** @returns why the offer is not one of a browser that wants to talk, or null when it is fine */
export function checkOffer(offer: string): MediaRefusal | null {
  if (offer.length > maxOfferLength) return refuse('bad-offer', 'The offer is too long.');
  if (!offer.startsWith('v=0')) return refuse('bad-offer', 'The offer is not a session description.');
  const media = offer.match(/^m=\w+/gm) ?? [];
  if (media.length !== 1 || media[0] !== 'm=audio')
    return refuse('bad-offer', 'The offer must have one audio section and no other.');
  if (!/^a=rtpmap:\d+ opus\/48000/im.test(offer)) return refuse('bad-offer', 'The offer has no Opus.');
  return null;
}

/**
 * Leaves out candidates that are multicast names: looking them up takes seconds or for ever, and the browser's own checks
 * show its address anyway.
 */
export function withoutNames(offer: string): string {
  return offer
    .split(/\r?\n/)
    .filter((line) => !(line.startsWith('a=candidate:') && line.includes('.local ')))
    .join('\r\n');
}
