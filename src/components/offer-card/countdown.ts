import {html, type TemplateResult} from 'lit';
import type {Offer} from '../../domain/offer.ts';
import {icon} from '../icons/icons.ts';
import type {Strings} from '../strings/english.ts';
import {clockFace, secondsUntil} from '../templates/durations.ts';

/** The circle's length, so that a share of the ring time is a share of it. */
const RING_LENGTH = 100;
const SHORT_SECONDS = 5;

/**
 * [CB-9] How long ago it came, and the seconds left to answer; while the offer is being assigned a spinner in their place, for nothing runs
 * yet.
 */
export function countdown(offer: Offer, now: number, strings: Strings): TemplateResult<1> {
  if (offer.status === 'connecting') return html`<span class="countdown">${icon('spinner')}</span>`;
  const seconds = secondsUntil(offer.expiresAt, now);
  const share = Math.min(1, Math.max(0, (offer.expiresAt - now) / (offer.expiresAt - offer.offeredAt)));
  return html`<time part="since" class="since" role="timer" aria-label=${strings.offer.since}
      >${clockFace(now - offer.offeredAt)}</time
    ><span
      part="countdown"
      class="countdown ${seconds <= SHORT_SECONDS ? 'short' : ''}"
      role="timer"
      aria-label=${strings.offer.secondsLeft(seconds)}
    >
      <span aria-hidden="true">${seconds}</span>
      <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <circle class="track" cx="12" cy="12" r="9.5" />
        <circle
          class="left"
          cx="12"
          cy="12"
          r="9.5"
          pathLength=${RING_LENGTH}
          stroke-dasharray=${RING_LENGTH}
          stroke-dashoffset=${RING_LENGTH * (1 - share)}
        />
      </svg>
    </span>`;
}
