import {html, nothing, type LitElement, type TemplateResult} from 'lit';
import type {
  AnsweredProblem,
  AskedCallback,
  CallbackForm,
  CallbackTrouble,
} from '../../services/callback-request-ports.ts';
import {icon} from '../icons/icons.ts';
import type {CallbackRequestStrings} from '../strings/english-callback-request.ts';
import type {FieldView} from './field-view.ts';
import {answers, consentQuestion} from './request-consent.ts';
import {
  type RequestDraft,
  type RequestField,
  type RequestProblem,
  STEPS,
  type Step,
  askedOf,
  fieldOf,
  problemsOf,
  stepOf,
} from './request-draft.ts';
import {aboutQuestion, nameQuestion, numberQuestion} from './request-fields.ts';
import {type Clock, ownZone} from './request-times.ts';
import {troubleWords} from './request-words.ts';
import {whenQuestion} from './request-when.ts';

export type FormView = {
  readonly form: CallbackForm;
  readonly words: CallbackRequestStrings;
  readonly clock: Clock;
  readonly trouble: CallbackTrouble | null;
  readonly renewing: boolean;
  readonly pending: 'no' | 'proving' | 'sending';
};

export type FormActions = {
  /** Something was filled in for the first time. */
  readonly begin: () => void;
  readonly send: (asked: AskedCallback) => void;
  /** What may be asked for depends on where the customer is. */
  readonly move: () => void;
};

const FIELDS: readonly RequestField[] = ['number', 'name', 'when', 'zone', 'reason', 'email', 'consent'];
/** Field → where the person goes on. */
const PLACES: Readonly<Record<RequestField, string>> = {
  number: '#number',
  name: '#name',
  when: '.times input:checked, .times input, [name=when]:checked, [name=when]',
  zone: '#zone, #zone-button',
  reason: '#reason',
  email: '#email',
  consent: '#consent',
};
/** Question → where the person begins: a field where it asks for one, else what has to be read first. */
const BEGINNINGS: Readonly<Record<Step, string>> = {
  number: '#number',
  name: '#name',
  when: '[name=when]:checked, [name=when]',
  about: '#about',
  consent: '#check',
};

/** One question after the other; what is filled in stays, whatever happens. */
export class RequestForm {
  readonly #host: LitElement;
  readonly #actions: FormActions;
  #draft: RequestDraft = emptyDraft();
  #step: Step = 'number';
  /** Questions that were to be left: what is wrong in them is said. */
  #tried: readonly Step[] = [];
  /** What the hub found, which may know better; of fields that were not changed since. */
  #found: readonly RequestProblem[] = [];
  /** Sending was tried, and something is wrong: it is listed. */
  #listed = false;
  #zones = false;

  constructor(host: LitElement, actions: FormActions) {
    this.#host = host;
    this.#actions = actions;
  }

  get zone(): string {
    return this.#draft.zone;
  }

  /** What the page knows already; it takes the place of nothing that the customer wrote. */
  prefill(known: Partial<RequestDraft>, before: Partial<RequestDraft>): void {
    const draft = this.#draft;
    const changes = (['number', 'name', 'reason', 'topic'] as const).filter(
      (field) => draft[field] === '' || draft[field] === before[field],
    );
    for (const field of changes) if (known[field] !== undefined) this.#draft = {...this.#draft, [field]: known[field]};
  }

  /** Ready for another request of the same person. */
  restart(): void {
    const {number, name, email, zone} = this.#draft;
    this.#draft = {...emptyDraft(), number, name, email, zone};
    this.#step = 'number';
    this.#tried = [];
    this.#found = [];
    this.#listed = false;
  }

  /** What may be asked for has changed: what is not possible any more is chosen no longer, and what is alone is chosen. */
  meet({now, slots}: CallbackForm): void {
    const {when} = this.#draft;
    if (when === null) this.#draft = {...this.#draft, when: now.possible ? 'now' : slots.length > 0 ? 'slot' : null};
  }

  /**
   * What the hub said is wrong.
   * @returns false where it is about nothing that is asked here
   */
  show(problems: readonly AnsweredProblem[]): boolean {
    this.#found = problems.flatMap((each) => {
      const field = fieldOf(each);
      return field === null ? [] : [{field, fault: each.fault}];
    });
    if (this.#found.length > 0) this.#list();
    return this.#found.length > 0;
  }

  render(view: FormView): TemplateResult<1> {
    const {words, pending} = view;
    const place = STEPS.indexOf(this.#step) + 1;
    const fields = this.#fields(view);
    const last = place === STEPS.length;
    const go = (step: Step): void => this.#go(step, BEGINNINGS[step]);
    return html`<form part="form" class="form" novalidate @submit=${(event: Event) => this.#submit(event, view)}>
      <p part="progress" id="progress" class="progress">${words.progress(place, STEPS.length)}</p>
      ${this.#summary(view)}
      <div class="body ${place === 1 ? '' : 'begun'} ${last ? 'last' : ''}">
        <div class="now">${this.#question(fields)}</div>
        ${place === 1 ? nothing : answers(fields, STEPS.slice(0, place - 1), go)}
      </div>
      ${last ? consentQuestion(fields) : nothing} ${trap(fields)} ${this.#trouble(view)}
      <div class="row buttons">
        ${
          place === 1
            ? nothing
            : html`<button
                type="button"
                id="back-button"
                class="button quiet"
                part="button back-button"
                aria-disabled=${pending === 'no' ? nothing : 'true'}
                @click=${() => pending === 'no' && go(STEPS[place - 2] ?? 'number')}
              >
                ${words.back}
              </button>`
        }
        ${nextButton(view, last)}
      </div>
    </form>`;
  }

  #question(fields: FieldView): TemplateResult<1> {
    switch (this.#step) {
      case 'number':
        return numberQuestion(fields);
      case 'name':
        return nameQuestion(fields);
      case 'when':
        return whenQuestion({...fields, zones: this.#zones, openZones: () => this.#openZones()});
      case 'about':
        return aboutQuestion(fields);
      default:
        return html`<h3 id="check" class="question" tabindex="-1" aria-describedby="progress">
          ${fields.words.consent}
        </h3>`;
    }
  }

  #summary({form, words}: FormView): TemplateResult<1> | typeof nothing {
    if (!this.#listed) return nothing;
    const problems = this.#problems(form);
    if (problems.length === 0) return nothing;
    return html`<div part="problems" class="problems" role="group" aria-labelledby="problems" tabindex="-1">
      <p id="problems">${icon('alert')}<b>${words.problems}</b></p>
      <ul>
        ${problems.map(
          ({field, fault}) =>
            html`<li>
              <button type="button" class="link" @click=${() => this.#go(stepOf(field), PLACES[field])}>
                ${words.faults[`${field} ${fault}`] ?? words.wrong}
              </button>
            </li>`,
        )}
      </ul>
    </div>`;
  }

  #trouble({trouble, words, clock, pending}: FormView): TemplateResult<1> {
    return html`<div role="alert">
      ${
        trouble === null || pending !== 'no'
          ? nothing
          : html`<p class="trouble">${icon('alert')}<span>${troubleWords(trouble, words, clock)}</span></p>`
      }
    </div>`;
  }

  #fields({form, words, clock, renewing}: FormView): FieldView {
    const problems = this.#problems(form).filter(({field}) => this.#tried.includes(stepOf(field)));
    return {
      ...{draft: this.#draft, form, words, clock, renewing},
      fault: (field) => {
        const problem = problems.find((each) => each.field === field);
        return problem === undefined ? null : (words.faults[`${field} ${problem.fault}`] ?? words.wrong);
      },
      change: (field, changes) => this.#change(field, changes),
    };
  }

  /** One for each field, in their order: the hub's word before ours. */
  #problems(form: CallbackForm): readonly RequestProblem[] {
    const all = [...this.#found, ...problemsOf(this.#draft, form)];
    return FIELDS.flatMap((field) => all.find((each) => each.field === field) ?? []);
  }

  #change(field: RequestField, changes: Partial<RequestDraft>): void {
    this.#draft = {...this.#draft, ...changes};
    this.#found = this.#found.filter((each) => each.field !== field);
    this.#actions.begin();
    if (field === 'zone') this.#actions.move();
    this.#host.requestUpdate();
  }

  #openZones(): void {
    this.#zones = true;
    this.#focus('#zone');
  }

  #submit(event: Event, {form, pending}: FormView): void {
    event.preventDefault();
    if (pending !== 'no') return;
    const step = this.#step;
    this.#actions.begin();
    this.#tried = [...this.#tried, step];
    const problems = this.#problems(form);
    const here = problems.find(({field}) => stepOf(field) === step);
    const next = STEPS[STEPS.indexOf(step) + 1];
    if (next === undefined)
      return problems.length === 0 ? this.#actions.send(askedOf(this.#draft, form)) : this.#list();
    if (here === undefined) this.#go(next, BEGINNINGS[next]);
    else this.#focus(PLACES[here.field]);
  }

  #list(): void {
    this.#tried = STEPS;
    this.#listed = true;
    this.#focus('.problems');
  }

  #go(step: Step, place: string): void {
    this.#step = step;
    this.#focus(place);
  }

  #focus(place: string): void {
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => {
      const places = place.split(', ').map((each) => this.#host.renderRoot.querySelector<HTMLElement>(each));
      places.find((each) => each !== null)?.focus();
    });
  }
}

function nextButton({words, pending}: FormView, last: boolean): TemplateResult<1> {
  const label =
    pending === 'no' ? (last ? words.send : words.next) : pending === 'proving' ? words.moment : words.sending;
  return html`<button
    type="submit"
    id="next-button"
    class="button primary"
    part="button next-button"
    aria-disabled=${pending === 'no' ? nothing : 'true'}
    aria-busy=${pending === 'no' ? nothing : 'true'}
  >
    ${pending === 'no' ? nothing : icon('spinner')}<span>${label}</span>
  </button>`;
}

/** [PK-71] What no person sees and none fills in. */
function trap({draft, words, change}: FieldView): TemplateResult<1> {
  return html`<div class="visually-hidden" aria-hidden="true">
    <label>
      ${words.leaveEmpty}
      <input
        name="website"
        type="text"
        tabindex="-1"
        autocomplete="off"
        .value=${draft.website}
        @input=${({target}: Event) => target instanceof HTMLInputElement && change('name', {website: target.value})}
      />
    </label>
  </div>`;
}

function emptyDraft(): RequestDraft {
  return {
    ...{number: '', name: '', when: null, day: null, startsAt: null, zone: ownZone()},
    ...{topic: '', reason: '', email: '', agreed: null, website: ''},
  };
}
