import {createPhone, type Outcome, type Phone, type PhoneView} from 'cordboard/phone';
import {claimNumber, keepKey, keepNumber, keyOf} from './phone-number.ts';
import {draw, field, problemOf, readTarget, refusalText, ringBackNumber, showProblem} from './phone-drawing.ts';
import {Ringer} from './phone-ringer.ts';

const TICK_MS = 500;

/** The telephone of the page: one number at a time, and what the buttons do with it. */
class Telephone {
  readonly #hubUrl: string;
  readonly #ringer = new Ringer();
  #phone: Phone;
  #unsubscribe: () => void = () => undefined;
  #connectedAt: number | null = null;

  constructor(hubUrl: string, number: string) {
    this.#hubUrl = hubUrl;
    this.#phone = this.#plugIn(number);
    setInterval(() => this.#draw(this.#phone.state.value), TICK_MS);
  }

  get inCall(): boolean {
    return this.#phone.state.value.call?.status === 'connected';
  }

  changeNumber(number: string): void {
    if (number === '' || number === this.#phone.state.value.number) return;
    this.#unsubscribe();
    void this.#phone.dispose();
    this.#phone = this.#plugIn(number);
  }

  call(): Promise<void> {
    const name = field('caller-name').trim();
    const reason = field('caller-reason').trim();
    const given = {name: name === '' ? null : name, data: reason === '' ? {} : {reason}};
    return this.#tell(this.#phone.place(readTarget(), given));
  }

  answer(): Promise<void> {
    return this.#tell(this.#phone.answer());
  }

  decline(): Promise<void> {
    return this.#tell(this.#phone.decline());
  }

  hangUp(): Promise<void> {
    return this.#tell(this.#phone.hangUp());
  }

  toggleMute(): void {
    if (this.#phone.state.value.muted) this.#phone.unmute();
    else this.#phone.mute();
  }

  press(digit: string): Promise<void> {
    return this.#phone.sendDtmf(digit);
  }

  /** After a reload in a call the browser wants a click before it plays sound. */
  async resumeAudio(): Promise<void> {
    if (this.#phone.state.value.audio.status === 'autoplay-blocked') await this.#phone.resumeAudio();
  }

  async #tell(pressed: Promise<Outcome>): Promise<void> {
    showProblem(null);
    const outcome = await pressed;
    if (outcome.status === 'refused') showProblem(refusalText(outcome.code));
    if (outcome.status === 'failed') showProblem(outcome.error.message);
  }

  #plugIn(number: string): Phone {
    const phone = createPhone({
      hubUrl: this.#hubUrl,
      number,
      key: keyOf(number),
      onClaimed: (key) => keepKey(number, key),
    });
    showProblem(null);
    this.#unsubscribe = phone.state.subscribe((view) => this.#follow(view));
    this.#follow(phone.state.value);
    return phone;
  }

  #follow(view: PhoneView): void {
    this.#connectedAt = view.call?.status === 'connected' ? (this.#connectedAt ?? Date.now()) : null;
    this.#ringer.ring(view.call?.status === 'ringing' && view.call.direction === 'incoming');
    const number = ringBackNumber(view);
    if (number !== null) offerToCall(number);
    const problem = problemOf(view);
    if (problem !== null) showProblem(problem);
    this.#draw(view);
  }

  #draw(view: PhoneView): void {
    draw(view, this.#connectedAt === null ? null : Date.now() - this.#connectedAt);
  }
}

/** Puts a number where it is called from. */
function offerToCall(number: string): void {
  const line = document.querySelector<HTMLSelectElement>('#line-select');
  const other = document.querySelector<HTMLInputElement>('#to-number');
  if (line === null || other === null || (other.value === number && !other.hidden)) return;
  line.value = '';
  other.hidden = false;
  other.value = number;
}

/** A caller of the list beside the phone: number, name and what the call is about. */
function becomeCaller({dataset}: HTMLElement, become: (number: string) => void): void {
  fill('caller-name', dataset['name'] ?? '');
  fill('caller-reason', dataset['reason'] ?? '');
  become(dataset['number'] ?? '');
}

function fill(id: string, value: string): void {
  const input = document.querySelector<HTMLInputElement>(`#${id}`);
  if (input !== null) input.value = value;
}

function onClick(selector: string, act: (target: HTMLElement) => void): void {
  for (const target of document.querySelectorAll<HTMLElement>(selector))
    target.addEventListener('click', () => act(target));
}

function connectCallButtons(telephone: Telephone): void {
  document.querySelector('#dial-form')?.addEventListener('submit', (event) => {
    event.preventDefault();
    void telephone.call();
  });
  document.addEventListener('click', () => void telephone.resumeAudio());
  onClick('#answer', () => void telephone.answer());
  onClick('#decline', () => void telephone.decline());
  onClick('#hang-up', () => void telephone.hangUp());
  onClick('#mute', () => telephone.toggleMute());
}

async function main(): Promise<void> {
  const own = document.querySelector<HTMLInputElement>('#own-number');
  const line = document.querySelector<HTMLSelectElement>('#line-select');
  const other = document.querySelector<HTMLInputElement>('#to-number');
  if (own === null || line === null || other === null) return;
  own.value = await claimNumber();
  const telephone = new Telephone(document.body.dataset['hubUrl'] ?? '', own.value);
  connectCallButtons(telephone);
  const become = (number: string) => {
    own.value = number;
    keepNumber(number);
    telephone.changeNumber(number);
  };
  own.addEventListener('change', () => become(own.value.replaceAll(/[^\d+]/g, '')));
  onClick('[data-number]', (caller) => becomeCaller(caller, become));
  line.addEventListener('change', () => {
    other.hidden = line.value !== '';
    if (!other.hidden) other.focus();
  });
  onClick('[data-digit]', ({dataset}) => {
    const digit = dataset['digit'] ?? '';
    if (telephone.inCall) return void telephone.press(digit);
    line.value = '';
    other.hidden = false;
    other.value += digit;
  });
}

await main();
