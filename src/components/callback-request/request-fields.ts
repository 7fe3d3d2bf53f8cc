import {html, nothing, type TemplateResult} from 'lit';
import {countryName} from '../templates/country-name.ts';
import {type FieldView, describedBy, faultOf, valueOf} from './field-view.ts';
import {reasonLeft, shownNumber} from './request-draft.ts';

/** From how few characters on it is said how many are left. */
const LEFT_SAID = 50;

/** As it was typed, with the number as it will be called below it. */
export function numberQuestion(view: FieldView): TemplateResult<1> {
  const {words, draft} = view;
  const fault = view.fault('number');
  return html`<div class="form-field">
    <label class="question" for="number">${words.number}</label>
    <p id="number-help" class="help">${words.numberHelp}</p>
    ${faultOf('number', fault)}
    <input
      id="number"
      name="tel"
      class="field large"
      type="tel"
      inputmode="tel"
      autocomplete="tel"
      dir="ltr"
      enterkeyhint="next"
      aria-required="true"
      aria-invalid=${fault === null ? nothing : 'true'}
      aria-describedby=${describedBy('number', fault, 'number-help', 'progress')}
      .value=${draft.number}
      @input=${(event: Event) => view.change('number', {number: valueOf(event)})}
    />
    <p class="called" role="status">${calledNumber(view)}</p>
  </div>`;
}

/** That number is called; empty while it is none. */
function calledNumber(view: FieldView): TemplateResult<1> | string {
  const {words} = view;
  const number = numberWords(view);
  if (number === null) return '';
  const country = countryOf(view);
  return html`<span>${country === null ? words.weCall(number) : words.weCallIn(number, country)}</span>`;
}

/** The number as it will be called; null while it is none. */
export function numberWords({draft, form}: FieldView): string | null {
  const shown = shownNumber(draft, form);
  // Its groups stay together, and in their order where the page goes from right to left.
  return shown === null ? null : `\u2066${shown.number.replaceAll(' ', '\u00a0')}\u2069`;
}

/** Null where the customer wrote the country's code themselves. */
function countryOf({draft, form, clock}: FieldView): string | null {
  return shownNumber(draft, form)?.guessed === true ? countryName(form.country, clock.locale) : null;
}

export function nameQuestion(view: FieldView): TemplateResult<1> {
  const {words, draft} = view;
  const fault = view.fault('name');
  return html`<div class="form-field">
    <label class="question" for="name">${words.name}</label>
    <p id="name-help" class="help">${words.nameHelp}</p>
    ${faultOf('name', fault)}
    <input
      id="name"
      name="name"
      class="field large"
      type="text"
      autocomplete="name"
      dir="auto"
      enterkeyhint="next"
      aria-required="true"
      aria-invalid=${fault === null ? nothing : 'true'}
      aria-describedby=${describedBy('name', fault, 'name-help', 'progress')}
      .value=${draft.name}
      @input=${(event: Event) => view.change('name', {name: valueOf(event)})}
    />
  </div>`;
}

/** The reason and the mail are the customer's to leave out. */
export function aboutQuestion(view: FieldView): TemplateResult<1> {
  const {words, form} = view;
  return html`<div class="form-field" role="group" aria-labelledby="about" aria-describedby="progress">
    <h3 id="about" class="question" tabindex="-1">
      ${words.about} <span class="help optional">(${words.optional})</span>
    </h3>
    ${form.topics.length === 0 ? nothing : topicField(view)} ${reasonField(view)}
    ${form.mail ? emailField(view) : nothing}
  </div>`;
}

function topicField({words, form, draft, change}: FieldView): TemplateResult<1> {
  return html`<label class="part">
    <span>${words.topic}</span>
    <select id="topic" class="field" @change=${(event: Event) => change('reason', {topic: valueOf(event)})}>
      <option value="" .selected=${draft.topic === ''}>${words.noTopic}</option>
      ${form.topics.map((each) => html`<option value=${each} .selected=${each === draft.topic}>${each}</option>`)}
    </select>
  </label>`;
}

function reasonField(view: FieldView): TemplateResult<1> {
  const {words, draft} = view;
  const fault = view.fault('reason');
  const left = reasonLeft(draft);
  return html`<div class="part">
    <label for="reason">${words.reason}</label>
    ${faultOf('reason', fault)}
    <textarea
      id="reason"
      class="field"
      rows="3"
      dir="auto"
      aria-invalid=${fault === null ? nothing : 'true'}
      aria-describedby=${describedBy('reason', fault, 'reason-help', 'reason-left')}
      .value=${draft.reason}
      @input=${(event: Event) => view.change('reason', {reason: valueOf(event)})}
    ></textarea>
    <p id="reason-help" class="help">${words.reasonHelp}</p>
    <p id="reason-left" class="help" role="status">
      ${left > LEFT_SAID ? '' : html`<span>${words.reasonLeft(left)}</span>`}
    </p>
  </div>`;
}

function emailField(view: FieldView): TemplateResult<1> {
  const {words, draft} = view;
  const fault = view.fault('email');
  return html`<div class="part">
    <label for="email">${words.email}</label>
    ${faultOf('email', fault)}
    <input
      id="email"
      name="email"
      class="field"
      type="email"
      inputmode="email"
      autocomplete="email"
      dir="ltr"
      enterkeyhint="next"
      aria-invalid=${fault === null ? nothing : 'true'}
      aria-describedby=${describedBy('email', fault)}
      .value=${draft.email}
      @input=${(event: Event) => view.change('email', {email: valueOf(event)})}
    />
  </div>`;
}
