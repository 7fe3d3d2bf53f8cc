import {html, nothing, type TemplateResult} from 'lit';
import {numberWords} from './request-fields.ts';
import {type FieldView, describedBy, faultOf} from './field-view.ts';
import {type Step, reasonOf} from './request-draft.ts';
import {capital, slotWords, whoseTime} from './request-times.ts';

/** [PK-62] What was filled in so far, with a way back to each. */
export function answers(view: FieldView, steps: readonly Step[], go: (step: Step) => void): TemplateResult<1> {
  return html`<dl part="answers" class="answers">
    ${steps
      .flatMap((step) => rowsOf(view, step))
      .map(({step, label, value}) => {
        const shown = value === '' ? html`<span class="help">${view.words.nothing}</span>` : html`<bdi>${value}</bdi>`;
        return html`<div>
          <dt>${label}</dt>
          <dd>${shown}</dd>
          <dd class="edit">
            <button
              type="button"
              class="link"
              data-step=${step}
              aria-label=${view.words.changeWhat(label)}
              @click=${() => go(step)}
            >
              ${view.words.change}
            </button>
          </dd>
        </div>`;
      })}
  </dl>`;
}

type Row = {readonly step: Step; readonly label: string; readonly value: string};

function rowsOf(view: FieldView, step: Step): readonly Row[] {
  const {words, draft, form} = view;
  switch (step) {
    case 'number':
      return [{step, label: words.numberShort, value: numberWords(view) ?? draft.number.trim()}];
    case 'name':
      return [{step, label: words.nameShort, value: draft.name.trim()}];
    case 'when':
      return [{step, label: words.whenShort, value: whenOf(view)}];
    case 'about':
      return [
        {step, label: words.aboutShort, value: reasonOf(draft)},
        ...(form.mail ? [{step, label: words.emailShort, value: draft.email.trim()}] : []),
      ];
    default:
      return [];
  }
}

/** [PK-65] In words, by the customer's clock. */
function whenOf({draft, form, words, clock}: FieldView): string {
  if (draft.when !== 'slot') return draft.when === null ? '' : words.asap;
  const slot = form.slots.find(({startsAt}) => startsAt === draft.startsAt);
  return slot === undefined ? '' : `${capital(slotWords(slot, clock, words), clock)}, ${whoseTime(clock, words)}`;
}

/** The organisation's own words, whole, before the customer agrees to them. */
export function consentQuestion(view: FieldView): TemplateResult<1> {
  const {draft, form, words} = view;
  const {consent} = form;
  const fault = view.fault('consent');
  const agreed = draft.agreed === consent.version;
  const agree = ({target}: Event): void => {
    const ticked = target instanceof HTMLInputElement && target.checked;
    view.change('consent', {agreed: ticked ? consent.version : null});
  };
  return html`<div class="form-field consent">
    <p id="consent-text" class="consent-text" lang=${consent.language} dir="auto">${consent.text}</p>
    ${faultOf('consent', fault)}
    <label class="choice">
      <input
        id="consent"
        type="checkbox"
        aria-required="true"
        aria-invalid=${fault === null ? nothing : 'true'}
        aria-describedby=${describedBy('consent', fault, 'consent-text')}
        .checked=${agreed}
        @change=${agree}
      />
      <b class="grow">${words.consentAgree}</b>
    </label>
  </div>`;
}
