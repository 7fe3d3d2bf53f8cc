import type {SettingEdit, SettingKey} from '../../src/services/ports.ts';
import {drawn, mount, settled, the} from './component-harness.ts';
import {buildAdmin, tabOf} from './admin-scenes.ts';
import {FakeSession} from './fake-session.ts';

export type AdminView = {readonly root: HTMLElement; readonly session: FakeSession; readonly view: HTMLElement};

/** An administrator's view in the state of a scene, drawn. */
export async function adminOf(scene: string, session: FakeSession = new FakeSession()): Promise<AdminView> {
  const root = mount(buildAdmin(scene, session));
  await drawn(root);
  await settled(root);
  const tab = tabOf(scene);
  if (tab !== null) await press(root, tab);
  return {root, session, view: the(root, 'cordboard-admin-view')};
}

export async function press(root: Element, selector: string): Promise<void> {
  the(root, selector).click();
  await settled(root);
  await settled(root);
}

/** Puts a text into a field as typing does. */
export async function type(root: Element, selector: string, text: string): Promise<HTMLElement> {
  const field = the(root, selector);
  if (field instanceof HTMLSelectElement) {
    field.value = text;
    field.dispatchEvent(new Event('change', {bubbles: true}));
  } else if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
    field.value = text;
    field.dispatchEvent(new Event('input', {bubbles: true, composed: true}));
  } else throw new Error(`${selector} is no field.`);
  await settled(root);
  await settled(root);
  return field;
}

export function valueOf(root: Element, selector: string): string {
  const field = the(root, selector);
  return 'value' in field ? String(field.value) : '';
}

export function editOf({session}: AdminView, key: SettingKey): SettingEdit | null {
  return session.administered.edits.value.get(key) ?? null;
}

/** Whether a button does what it says. */
export function works(root: Element, selector: string): boolean {
  return the(root, selector).getAttribute('aria-disabled') !== 'true';
}
