import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import type {LitElement} from 'lit';
import type {CordboardDialer} from '../../src/components/dialer/dialer.ts';
import {loadPhoneMetadata} from '../../src/services/phone-metadata.ts';
import {deepAll, drawn, mount, settled, the} from './component-harness.ts';
import {buildDialerScene} from './dialer-scenes.ts';
import {FakeSession} from './fake-session.ts';

export type Shown = {
  readonly dialer: CordboardDialer & LitElement;
  readonly input: HTMLInputElement;
  readonly session: FakeSession;
};

export async function shown(set: (session: FakeSession) => void = () => undefined): Promise<Shown> {
  await loadPhoneMetadata();
  const session = new FakeSession();
  set(session);
  const {root, element} = buildDialerScene('dialer-empty', session);
  mount(root);
  await drawn(root);
  const input = the(element, '#number');
  if (!(input instanceof HTMLInputElement) || !isDialer(element)) throw new TypeError('not a dialer');
  return {dialer: element, input, session};
}

export function isDialer(element: HTMLElement): element is CordboardDialer & LitElement {
  return element.localName === 'cordboard-dialer';
}

export async function type(shownDialer: Shown, keys: string): Promise<void> {
  shownDialer.input.focus();
  await sendKeys({type: keys});
  await settled(shownDialer.dialer);
}

export async function press(shownDialer: Shown, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await sendKeys({press: key});
  await settled(shownDialer.dialer);
}

export async function withControl(shownDialer: Shown, key: string): Promise<void> {
  await sendKeys({down: 'Control'});
  await sendKeys({press: key});
  await sendKeys({up: 'Control'});
  await settled(shownDialer.dialer);
}

/** The field with `|` at the caret. */
export function field({input}: Shown): string {
  const at = input.selectionStart ?? 0;
  return `${input.value.slice(0, at)}|${input.value.slice(at)}`;
}

/** Resolves once the dialer shows what `fits` asks for; fails when it does not within a few hundred frames. */
export async function until(dialer: LitElement, fits: () => boolean): Promise<void> {
  for (let frame = 0; frame < 300 && !fits(); frame += 1) await nextFrame();
  await drawn(dialer);
  expect(fits()).to.equal(true);
}

export function nextFrame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}

export function never(): never {
  throw new Error('not in the fixture');
}

export function options(dialer: HTMLElement): readonly string[] {
  return deepAll(dialer, '[role="option"] .name').map((each) => each.textContent.trim());
}
