import {nothing, type TemplateResult} from 'lit';
import type {AttentionState} from '../../services/ports.ts';
import type {HtmlTag} from '../base/prefixed-html.ts';
import {icon} from '../icons/icons.ts';
import type {Strings} from '../strings/english.ts';
import {actionButton} from '../templates/action-button.ts';

export type Footer = {
  /** "1–5 of n"; null where all are shown. */
  readonly range: {readonly shown: number; readonly all: number} | null;
  /** Requests that one press accepts, and those that are being accepted; null where there is nothing to accept. */
  readonly accept: {readonly count: number; readonly accepting: number} | null;
  readonly attention: AttentionState | undefined;
  /** The hub's time. */
  readonly now: number;
  readonly onAcceptAll: () => void;
  readonly onSound: () => void;
};

/** What is below the cards: how many there are, one press for all requests, and the sound where the browser holds it back. */
export function popoverFooter(footer: Footer, strings: Strings, html: HtmlTag): TemplateResult<1> {
  const {range, accept, attention, onSound} = footer;
  return html`${autoAnswering(footer, strings, html)}
    <div class="footer">
      ${range === null ? nothing : html`<p part="range" class="range">${strings.offer.range(range.shown, range.all)}</p>`}
      ${accept === null ? nothing : acceptAll(accept, footer, strings)}
    </div>
    ${
      attention?.ring === 'blocked'
        ? actionButton({part: 'sound-button', label: strings.offer.turnSoundOn, icon: 'sound', onPress: onSound})
        : nothing
    }`;
}

function acceptAll(
  {count, accepting}: NonNullable<Footer['accept']>,
  {onAcceptAll}: Footer,
  {offer}: Strings,
): TemplateResult<1> {
  return actionButton({
    part: 'accept-all-button',
    label: accepting > 0 ? offer.acceptingAll(accepting) : offer.acceptAll(count),
    icon: 'check',
    state: accepting > 0 ? {status: 'pending', slow: false} : {status: 'idle'},
    onPress: onAcceptAll,
  });
}

/** A call that is about to be answered by itself says so while its tone plays; Decline still stops it. */
function autoAnswering({attention, now}: Footer, {common, attention: words}: Strings, html: HtmlTag) {
  const due = attention?.autoAnswer ?? null;
  if (due === null) return nothing;
  const seconds = Math.max(1, Math.ceil((due.at - now) / 1_000));
  return html`<p part="auto-answer" class="range" role="status">
    ${icon('headset')} ${words.autoAnswering(common.seconds(seconds))}
  </p>`;
}
