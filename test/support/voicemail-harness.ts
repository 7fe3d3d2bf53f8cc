import {cleanUp, deepAll, drawn, mount, settled, the} from './component-harness.ts';
import {FakeSession} from './fake-session.ts';
import type {FakeVoicemail} from './fake-voicemail.ts';
import {buildVoicemail} from './voicemail-scenes.ts';

type Shown = {
  readonly root: HTMLElement;
  readonly element: HTMLElement;
  readonly session: FakeSession;
  readonly voicemail: FakeVoicemail;
};

/** The list in the state of a scene, drawn. */
export async function shown(name: string, session = new FakeSession()): Promise<Shown> {
  cleanUp();
  const root = mount(buildVoicemail(name, session));
  await arrived(root);
  return {root, element: the(root, 'cordboard-voicemail'), session, voicemail: session.voicemail};
}

/** What the hub answered has come and is drawn. */
export async function arrived(root: Element): Promise<void> {
  await drawn(root);
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await drawn(root);
}

export async function press(root: Element, selector: string): Promise<void> {
  the(root, selector).click();
  await settled(root);
  await arrived(root);
}

export async function choose(root: Element, id: string, value: string): Promise<void> {
  const field = the(root, `#${id}`);
  if (!(field instanceof HTMLSelectElement)) throw new TypeError(`${id} is no choice`);
  field.value = value;
  field.dispatchEvent(new Event('change', {bubbles: true}));
  await arrived(root);
}

export const row = (root: Element, id: string): HTMLElement => the(root, `[data-row="${id}"]`);

export const ids = (root: Element): readonly (string | undefined)[] =>
  deepAll(root, '[data-row]').map(({dataset}) => dataset['row']);

export const buttonNames = (root: Element, id: string): readonly (string | null)[] =>
  [...row(root, id).querySelectorAll('button')].map((each) => each.ariaLabel);

export function focused(root: Element): Element | null {
  return the(root, 'cordboard-voicemail').shadowRoot?.activeElement ?? null;
}

/** A key where the focus is. */
export function key(root: Element, name: string): void {
  focused(root)?.dispatchEvent(
    new KeyboardEvent('keydown', {key: name, bubbles: true, composed: true, cancelable: true}),
  );
}
