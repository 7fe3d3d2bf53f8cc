import {html, nothing, type TemplateResult} from 'lit';
import type {CallbackSlot} from '../../services/callback-request-ports.ts';
import {icon} from '../icons/icons.ts';
import {type FieldView, describedBy, faultOf, valueOf} from './field-view.ts';
import {allZones, dateOf, dayChoice, daysOf, lengthWords, momentWords, placeOf, timeWords} from './request-times.ts';

export type WhenView = FieldView & {
  /** The list of zones is open. */
  readonly zones: boolean;
  readonly openZones: () => void;
};

/** As soon as possible, with the wait as it is; or a day and a time, by the customer's clock. */
export function whenQuestion(view: WhenView): TemplateResult<1> {
  const {words, form, draft} = view;
  const fault = view.fault('when');
  const {now, slots} = form;
  return html`<fieldset
      class="form-field"
      role="radiogroup"
      aria-required="true"
      aria-labelledby="when"
      aria-invalid=${fault === null ? nothing : 'true'}
      aria-describedby=${describedBy('when', fault, 'progress')}
    >
      <legend id="when" class="question">${words.when}</legend>
      ${faultOf('when', fault)}
      ${now.possible ? choice(view, 'now', words.asap, waitWords(view, now.waitMs)) : closedNote(view)}
      ${slots.length === 0 ? html`<p class="note">${words.noSlots}</p>` : choice(view, 'slot', words.chosen, null)}
    </fieldset>
    ${draft.when === 'slot' && slots.length > 0 ? slotFields(view) : nothing}`;
}

function choice(
  {draft, change}: WhenView,
  when: 'now' | 'slot',
  label: string,
  help: string | null,
): TemplateResult<1> {
  return html`<label class="choice">
    <input
      type="radio"
      name="when"
      id="when-${when}"
      .checked=${draft.when === when}
      @change=${() => change('when', {when})}
    />
    <span class="grow"><b>${label}</b>${help === null ? nothing : html`<span class="help">${help}</span>`}</span>
  </label>`;
}

/** [PK-64] What is not known is said to be. */
function waitWords({words, clock}: WhenView, waitMs: number | null): string {
  return waitMs === null ? words.waitUnknown : words.wait(lengthWords(waitMs, clock.locale));
}

function closedNote(view: WhenView): TemplateResult<1> | typeof nothing {
  const {words, form} = view;
  if (form.now.possible) return nothing;
  return html`<p class="note">
    ${icon('clock')}<span>${words.closedNow} ${opensWords(view, form.now.opensAt)}</span>
  </p>`;
}

export function opensWords({words, clock}: Pick<FieldView, 'words' | 'clock'>, opensAt: number | null): string {
  return opensAt === null ? words.opensUnknown : words.opens(momentWords(opensAt, clock, words));
}

function slotFields(view: WhenView): TemplateResult<1> {
  const {words, form, draft, clock, renewing} = view;
  const days = daysOf(form.slots, clock);
  const wanted = draft.day ?? (draft.startsAt === null ? '' : dateOf(draft.startsAt, clock));
  const [first = ''] = days.keys();
  const day = days.has(wanted) ? wanted : first;
  return html`<div class="slots" aria-busy=${renewing ? 'true' : nothing}>
    <label class="part">
      <span>${words.day}</span>
      <select id="day" class="field" @change=${(event: Event) => chooseDay(view, valueOf(event))}>
        ${[...days].map(
          ([each, slots]) =>
            html`<option value=${each} .selected=${each === day}>${dayChoice(slots[0]?.startsAt ?? 0, clock)}</option>`,
        )}
      </select>
    </label>
    <fieldset class="part" role="radiogroup" aria-labelledby="time">
      <legend id="time">${words.time}</legend>
      <div class="times">${(days.get(day) ?? []).map((slot) => time(view, slot))}</div>
    </fieldset>
    ${zonePart(view)}
  </div>`;
}

/** A day alone is no answer yet, and a time of another day none any more. */
function chooseDay({change}: WhenView, day: string): void {
  change('when', {day, startsAt: null});
}

function time({draft, clock, change}: WhenView, {startsAt}: CallbackSlot): TemplateResult<1> {
  return html`<label class="time">
    <input
      type="radio"
      name="slot"
      id="slot-${startsAt}"
      .checked=${draft.startsAt === startsAt}
      @change=${() => change('when', {startsAt})}
    />
    <span>${timeWords(startsAt, clock)}</span>
  </label>`;
}

function zonePart(view: WhenView): TemplateResult<1> {
  const {words, draft, zones, openZones, renewing} = view;
  const fault = view.fault('zone');
  return html`<p class="zone">
      <span class="help">${words.timesIn(placeOf(draft.zone))}</span>
      ${
        zones
          ? nothing
          : html`<button type="button" id="zone-button" class="link" @click=${openZones}>${words.changeZone}</button>`
      }
    </p>
    ${
      zones
        ? html`<label class="part">
            <span>${words.zone}</span>
            ${faultOf('zone', fault)}
            <select
              id="zone"
              class="field"
              dir="ltr"
              aria-invalid=${fault === null ? nothing : 'true'}
              aria-describedby=${describedBy('zone', fault)}
              @change=${(event: Event) => view.change('zone', {zone: valueOf(event)})}
            >
              ${allZones(draft.zone).map(
                (each) =>
                  html`<option value=${each} .selected=${each === draft.zone}>${each.replaceAll('_', ' ')}</option>`,
              )}
            </select>
          </label>`
        : nothing
    }
    <p class="help" role="status">${renewing ? html`<span>${words.renewing}</span>` : ''}</p>`;
}
