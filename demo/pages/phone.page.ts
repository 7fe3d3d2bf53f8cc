import {createPhone, type Phone, type PhoneView} from 'cordboard/phone';
import {claimNumber, keepNumber} from './phone-number.ts';
import {draw, field, readTarget, showProblem} from './phone-drawing.ts';
import {Ringer} from './phone-ringer.ts';

const TICK_MS = 500;

/** The telephone of the page: one number at a time, and what the buttons do with it. */
class Telephone {
  readonly #hubUrl: string;
  readonly #ringer = new Ringer();
  #phone: Phone;
  #unsubscribe: () => void = () => undefined;
  #connectedAt: number | null = null;
  #muted = false;

  constructor(hubUrl: string, number: string) {
    this.#hubUrl = hubUrl;
    this.#phone = this.#plugIn(number);
    setInterval(() => this.#draw(this.#phone.state.value), TICK_MS);
  }

  changeNumber(number: string): void {
    if (number === '' || number === this.#phone.state.value.number) return;
    this.#unsubscribe();
    this.#phone.dispose();
    this.#phone = this.#plugIn(number);
  }

  async call(): Promise<void> {
    showProblem(null);
    const name = field('caller-name').trim();
    const reason = field('caller-reason').trim();
    const outcome = await this.#phone.place(readTarget(), {name: name === '' ? null : name, data: reason === '' ? {} : {reason}});
    if (outcome.status === 'refused') showProblem(`The network refused the call (${outcome.code}).`);
    if (outcome.status === 'failed') showProblem(outcome.error.message);
  }

  answer(): void {
    void this.#phone.answer();
  }

  decline(): void {
    void this.#phone.decline();
  }

  hangUp(): void {
    void this.#phone.hangUp();
  }

  toggleMute(): void {
    this.#muted = !this.#muted;
    if (this.#muted) this.#phone.mute();
    else this.#phone.unmute();
    this.#draw(this.#phone.state.value);
  }

  get inCall(): boolean {
    return this.#phone.state.value.call?.status === 'connected';
  }

  press(digit: string): void {
    void this.#phone.sendDtmf(digit);
  }

  #plugIn(number: string): Phone {
    const phone = createPhone({hubUrl: this.#hubUrl, number});
    this.#unsubscribe = phone.state.subscribe((view) => this.#follow(view));
    this.#follow(phone.state.value);
    return phone;
  }

  #follow(view: PhoneView): void {
    const connected = view.call?.status === 'connected';
    if (!connected) this.#muted = false;
    this.#connectedAt = connected ? (this.#connectedAt ?? Date.now()) : null;
    this.#ringer.ring(view.call?.status === 'ringing' && view.call.direction === 'incoming');
    this.#draw(view);
  }

  #draw(view: PhoneView): void {
    draw(view, {muted: this.#muted, talkedMs: this.#connectedAt === null ? null : Date.now() - this.#connectedAt});
  }
}

async function main(): Promise<void> {
  const own = document.querySelector<HTMLInputElement>('#own-number');
  const line = document.querySelector<HTMLSelectElement>('#line-select');
  const other = document.querySelector<HTMLInputElement>('#to-number');
  if (own === null || line === null || other === null) return;
  own.value = await claimNumber();
  const telephone = new Telephone(document.body.dataset['hubUrl'] ?? '', own.value);
  const onClick = (selector: string, act: (target: HTMLElement) => void) => {
    for (const target of document.querySelectorAll<HTMLElement>(selector)) target.addEventListener('click', () => act(target));
  };
  const become = (number: string) => {
    own.value = number;
    keepNumber(number);
    telephone.changeNumber(number);
  };

  own.addEventListener('change', () => become(own.value.replaceAll(/[^\d+]/g, '')));
  line.addEventListener('change', () => {
    other.hidden = line.value !== '';
    if (!other.hidden) other.focus();
  });
  document.querySelector('#dial-form')?.addEventListener('submit', (event) => {
    event.preventDefault();
    telephone.call().catch((error: unknown) => showProblem(error instanceof Error ? error.message : 'The call failed: try again.'));
  });
  onClick('#answer', () => telephone.answer());
  onClick('#decline', () => telephone.decline());
  onClick('#hang-up', () => telephone.hangUp());
  onClick('#mute', () => telephone.toggleMute());
  onClick('[data-digit]', (key) => {
    const digit = key.dataset['digit'] ?? '';
    if (telephone.inCall) return telephone.press(digit);
    line.value = '';
    other.hidden = false;
    other.value += digit;
  });
  onClick('[data-number]', ({dataset}) => {
    for (const [id, value] of [['caller-name', dataset['name']], ['caller-reason', dataset['reason']]] as const) {
      const input = document.querySelector<HTMLInputElement>(`#${id}`);
      if (input !== null) input.value = value ?? '';
    }
    become(dataset['number'] ?? '');
  });
}

await main();
