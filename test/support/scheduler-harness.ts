/** A scheduler as an agent has it before them, and what they do at it. */
import {buildScheduler} from './callback-scenes.ts';
import {drawn, mount, settled, the} from './component-harness.ts';
import {FakeSession} from './fake-session.ts';

export type ShownScheduler = {readonly root: HTMLElement; readonly session: FakeSession};

export async function shown(name = '', session = new FakeSession()): Promise<ShownScheduler> {
  const root = mount(buildScheduler(name, session));
  await arrived(root);
  return {root, session};
}

/** What the hub answered has come and is drawn. */
export async function arrived(root: Element): Promise<void> {
  await drawn(root);
  await Promise.resolve();
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await drawn(root);
}

export async function type(root: Element, id: string, value: string): Promise<void> {
  const field = the(root, `#${id}`);
  if (
    !(field instanceof HTMLInputElement || field instanceof HTMLSelectElement || field instanceof HTMLTextAreaElement)
  )
    throw new TypeError(`${id} is no field`);
  field.value = value;
  field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', {bubbles: true}));
  await drawn(root);
}

export async function press(root: Element, selector: string): Promise<void> {
  the(root, selector).click();
  await settled(root);
}

export const value = (root: Element, id: string): string => {
  const field = the(root, `#${id}`);
  return 'value' in field && typeof field.value === 'string' ? field.value : '';
};
