import type {Frame, FrameLocator, Locator, Page} from 'playwright-core';
import {type Heard, hearUntil, isTone} from './tones.ts';
import {AGENT_HZ, CUSTOMER_HZ, type Person, type WholeDemo, signIn, startPerson, startWholeDemo} from './whole-demo.ts';

/** Where a desk is drawn: a page of its own, a CRM's page or a frame. */
export type Surface = Page | FrameLocator;

/** What an agent does and sees, by the words on the screen. */
export class DeskPage {
  readonly #desk: Surface;

  constructor(desk: Surface) {
    this.#desk = desk;
  }

  get popover(): Locator {
    return this.#desk.getByRole('region', {name: 'Incoming contacts'});
  }

  get controls(): Locator {
    return this.#desk.getByRole('group', {name: 'Call controls'});
  }

  get wrapUp(): Locator {
    return this.#desk.getByRole('region', {name: 'Wrap-up reasons'});
  }

  button(name: RegExp | string): Locator {
    return this.#desk.getByRole('button', {name});
  }

  text(text: string | RegExp): Locator {
    return this.#desk.getByText(text).filter({visible: true}).first();
  }

  async choosePresence(name: string): Promise<void> {
    await this.button(/^Your state/).click();
    await this.#desk.getByRole('menuitemradio', {name}).click();
    await this.button(new RegExp(`^Your state: (.+ then )?(Idle · )?${name}\\. `)).waitFor();
  }

  async answer(): Promise<void> {
    await this.popover.getByRole('button', {name: /^Answer/}).click();
    await this.controls.waitFor();
  }

  /** Opens the dialog, finds somebody by name, and asks them. */
  async ask(what: 'Consult' | 'Transfer', name: string): Promise<void> {
    await this.#desk.getByRole('button', {name: what, exact: true}).last().click();
    const dialog = this.#desk.getByRole('dialog');
    await dialog.getByRole('searchbox').or(dialog.getByRole('combobox')).first().fill(name);
    await dialog
      .getByRole('option', {name: new RegExp(name)})
      .first()
      .click();
    await dialog
      .getByRole('button', {name: new RegExp(`^${what}`)})
      .last()
      .click();
  }

  /** Takes the first of what rings, a call or a consult. */
  async accept(): Promise<void> {
    await this.popover
      .getByRole('button', {name: /^(Answer|Accept)/})
      .first()
      .click();
  }

  async decline(): Promise<void> {
    await this.popover.getByRole('button', {name: /^Decline/}).click();
  }

  async press(control: 'Mute' | 'Unmute' | 'Hold' | 'Resume' | 'End'): Promise<void> {
    await this.controls.getByRole('button', {name: control, exact: true}).click();
  }

  /** Chooses a reason, sends it, and waits until the contact is gone from the desk. */
  async finish(reason: string): Promise<void> {
    await this.wrapUp.getByRole('radio', {name: reason}).check();
    await this.button('Submit Wrap Up').click();
    await this.text('No contact right now').waitFor();
  }
}

/** Both hear each other: the agent the customer's tone, the customer the agent's. */
export async function bothTalk(desk: Page | Frame, phone: Page): Promise<void> {
  await hearUntil(desk, isTone(CUSTOMER_HZ));
  await hearUntil(phone, isTone(AGENT_HZ));
}

/**
 * Music is loud, is not the agent's voice, and is not made up by the browser. Heard twice: where a voice breaks off, the
 * energy is still the voice's and the spectrum is already not.
 */
export async function hearsMusic(phone: Page): Promise<void> {
  const isMusic = (heard: Heard) =>
    heard.energyPerS > 0.001 && heard.concealed < 0.5 && Math.abs(heard.peakHz - AGENT_HZ) > 20;
  await hearUntil(phone, isMusic);
  await hearUntil(phone, isMusic);
}

export async function call(phone: Page): Promise<void> {
  await phone.getByRole('button', {name: 'Call', exact: true}).click();
}

/** An agent at the stand-alone desk, available, and a customer at a phone. */
export type TwoPeople = {
  readonly whole: WholeDemo;
  readonly deskPage: Page;
  readonly phone: Page;
  readonly desk: DeskPage;
  /** One more tab of the agent's browser, signed in. */
  openDesk(name: string): Promise<Page>;
  /** What either page complained of, without the lines that `expected` matches. */
  complaints(expected?: RegExp): readonly string[];
  stop(): Promise<void>;
};

export async function startTwoPeople(): Promise<TwoPeople> {
  const whole = await startWholeDemo();
  const people: Person[] = [];
  const stop = async () => {
    for (const person of people) await person.close();
    await whole.stop();
  };
  try {
    const [anna, ada] = [await startPerson(AGENT_HZ), await startPerson(CUSTOMER_HZ)];
    people.push(anna, ada);
    const deskPage = await anna.open(whole.demo.urls.desk);
    const phone = await ada.open(whole.demo.urls.phone);
    const desk = new DeskPage(deskPage);
    await signIn(deskPage, 'Anna Kowalska');
    await desk.choosePresence('Available');
    const complaints = (expected?: RegExp) =>
      people.flatMap((person) => person.complaints).filter((line) => expected?.test(line) !== true);
    const openDesk = async (name: string): Promise<Page> => {
      const page = await anna.open(whole.demo.urls.desk);
      await signIn(page, name);
      return page;
    };
    return {whole, deskPage, phone, desk, openDesk, complaints, stop};
  } catch (error) {
    await stop();
    throw error;
  }
}
