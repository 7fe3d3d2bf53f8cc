import {html, nothing, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {
  VOICEMAIL_SPEEDS,
  type VoicemailListening,
  type VoicemailSpeed,
  type VoicemailView,
} from '../../services/voicemail/voicemail-ports.ts';
import {icon} from '../icons/icons.ts';
import type {VoicemailWords} from '../strings/english-voicemail.ts';
import {bidiSafe} from '../templates/bidi.ts';
import {clockFace} from '../templates/durations.ts';
import {callerOf} from './voicemail-words.ts';

/** So far an arrow key leads. */
const STEP_MS = 5_000;
/** So fine a place can be pointed at. */
const GRAIN_MS = 100;

export type VoicemailPlayerView = {
  readonly listening: VoicemailListening;
  readonly speed: VoicemailSpeed;
  readonly words: VoicemailWords;
  readonly onSeek: (placeMs: number) => void;
  readonly onSpeed: (speed: VoicemailSpeed) => void;
};

/** Where in the message it is, and how fast; or why it is not heard. Nothing for a message that nobody plays. */
export function voicemailPlayer(
  voicemail: VoicemailView,
  view: VoicemailPlayerView,
): TemplateResult<1> | typeof nothing {
  const {listening, words} = view;
  if (!('id' in listening) || listening.id !== voicemail.id) return nothing;
  switch (listening.status) {
    case 'playing':
    case 'paused':
      return controls(voicemail, listening.placeMs, view);
    case 'gone':
      return problem(words.gone);
    case 'failed':
      return problem(listening.error.code === 'media-failed' ? words.unplayable : listening.error.message);
    default:
      return nothing;
  }
}

function controls(voicemail: VoicemailView, placeMs: number, view: VoicemailPlayerView): TemplateResult<1> {
  const {words, speed, onSeek, onSpeed} = view;
  const lengthMs = Math.max(voicemail.lengthMs, placeMs);
  const [place, length] = [clockFace(placeMs), clockFace(lengthMs)];
  const seek = (to: number): void => onSeek(Math.min(Math.max(0, to), lengthMs));
  return html`<div class="player">
    <input
      id="place"
      part="place"
      type="range"
      min="0"
      max=${lengthMs}
      step=${GRAIN_MS}
      aria-label=${bidiSafe((isolated) => words.place(isolated(callerOf(voicemail, words))))}
      aria-valuetext=${words.placeOf(place, length)}
      .value=${live(String(Math.round(placeMs / GRAIN_MS) * GRAIN_MS))}
      @input=${({target}: Event) => target instanceof HTMLInputElement && seek(target.valueAsNumber)}
      @keydown=${(event: KeyboardEvent) => step(event, placeMs, seek)}
    />
    <span class="times" aria-hidden="true"><bdi dir="ltr">${place} / ${length}</bdi></span>
    <select
      id="speed"
      part="speed"
      class="field"
      dir="ltr"
      aria-label=${words.speed}
      @change=${({target}: Event) => onSpeed(VOICEMAIL_SPEEDS.find((each) => target instanceof HTMLSelectElement && String(each) === target.value) ?? 1)}
    >
      ${VOICEMAIL_SPEEDS.map(
        (each) =>
          html`<option dir="ltr" .value=${String(each)} ?selected=${each === speed}>
            ${words.times(each.toLocaleString(document.documentElement.lang || undefined))}
          </option>`,
      )}
    </select>
  </div>`;
}

/** A tenth of a second, as the browser would have it, is no step. */
function step(event: KeyboardEvent, placeMs: number, seek: (placeMs: number) => void): void {
  const forward = {ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1}[event.key];
  if (forward === undefined || !(event.target instanceof Element)) return;
  event.preventDefault();
  const isSideways = event.key === 'ArrowRight' || event.key === 'ArrowLeft';
  const turned = isSideways && getComputedStyle(event.target).direction === 'rtl';
  seek(placeMs + (turned ? -forward : forward) * STEP_MS);
}

function problem(sentence: string): TemplateResult<1> {
  return html`<p class="message problem" role="alert">${icon('alert')}<span>${sentence}</span></p>`;
}
