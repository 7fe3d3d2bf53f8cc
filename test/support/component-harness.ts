import {expect, fixtureCleanup} from '@open-wc/testing';
import {emulateMedia} from '@web/test-runner-commands';
import type {LitElement} from 'lit';
import type {CordboardSession} from '../../src/components/session/session.ts';
import {buildScene} from './component-scenes.ts';
import {FakeSession} from './fake-session.ts';

export type Desk = {
  readonly session: FakeSession;
  readonly root: CordboardSession;
  readonly panel: LitElement;
  readonly popover: LitElement;
};

const mounted: Element[] = [];

/** Puts an element into the page until {@link cleanUp}. */
export function mount<T extends Element>(element: T): T {
  document.body.append(element);
  mounted.push(element);
  return element;
}

/** Takes away what a test put into the page; call it after each test. */
export function cleanUp(): void {
  for (const each of mounted.splice(0)) each.remove();
  fixtureCleanup();
  document.documentElement.removeAttribute('dir');
  document.documentElement.style.colorScheme = '';
  document.documentElement.style.background = '';
}

/** A desk in the state of a scene, drawn. */
export async function deskOf(scene: string, session: FakeSession = new FakeSession()): Promise<Desk> {
  const root = mount(buildScene(scene, session));
  const panel = requireLit(root, 'cordboard-communication-panel');
  const popover = requireLit(root, 'cordboard-popover');
  await drawn(root);
  return {session, root, panel, popover};
}

/** Resolves once everything inside has been drawn, nested elements included. */
export async function drawn(root: Element): Promise<void> {
  for (let before = -1, count = litElements(root).length; before !== count;) {
    before = count;
    for (const each of litElements(root)) await each.updateComplete;
    count = litElements(root).length;
  }
  for (const each of litElements(root)) await each.updateComplete;
}

/** The first element that matches, in this tree and all open shadow trees below. */
export function deep(root: ParentNode, selector: string): HTMLElement | null {
  return deepAll(root, selector)[0] ?? null;
}

export function deepAll(root: ParentNode, selector: string): readonly HTMLElement[] {
  const found = [...root.querySelectorAll<HTMLElement>(selector)];
  const shadows = [...root.querySelectorAll('*')].flatMap((each) =>
    each.shadowRoot === null ? [] : [each.shadowRoot],
  );
  const own = root instanceof Element && root.shadowRoot !== null ? [root.shadowRoot] : [];
  return [...found, ...[...own, ...shadows].flatMap((each) => deepAll(each, selector))];
}

/** The element, or a failure that names it. */
export function the(root: ParentNode, selector: string): HTMLElement {
  const found = deep(root, selector);
  if (found === null) throw new Error(`Nothing matches ${selector}.`);
  return found;
}

/** What a person reads there: the text of what is shown, white space pressed together. */
export function textOf(root: Element): string {
  const own = root.shadowRoot === null ? root : root.shadowRoot;
  return collect(own).replaceAll(/\s+/g, ' ').trim();
}

function collect(node: Node): string {
  if (node instanceof Text) return node.data;
  if (node instanceof HTMLElement && node.hidden) return '';
  if (node instanceof Element && node.shadowRoot !== null) return collect(node.shadowRoot);
  if (node instanceof HTMLSlotElement) return node.assignedNodes({flatten: true}).map(collect).join(' ');
  return [...node.childNodes].map(collect).join(' ');
}

/** axe with every rule, colour contrast included; always awaited. */
export async function expectAccessible(element: Element): Promise<void> {
  // What fades in has the contrast of its moment, and may begin to only after this call: nothing moves here.
  await emulateMedia({reducedMotion: 'reduce'});
  await expect(element).to.be.accessible();
}

/** Sets the colour scheme of the page, with the page's own background. */
export function setScheme(scheme: 'light' | 'dark'): void {
  document.documentElement.style.colorScheme = scheme;
  document.documentElement.style.background = 'Canvas';
}

/** Resolves with the event; call it before the action that causes it. */
export function once<T extends keyof HTMLElementEventMap>(target: EventTarget, type: T): Promise<Event> {
  const {promise, resolve} = Promise.withResolvers<Event>();
  target.addEventListener(type, resolve, {once: true});
  return promise;
}

/** Lets commands that a request starts after its microtask be sent, and draws what follows. */
export async function settled(root: Element): Promise<void> {
  await Promise.resolve();
  await drawn(root);
}

/** Warnings of Lit's development build, but for the one that it is the development build. */
export function litWarnings(): readonly string[] {
  const issued: unknown = Reflect.get(globalThis, 'litIssuedWarnings');
  if (!(issued instanceof Set)) return [];
  return [...issued].map(String).filter((each) => !each.includes('dev-mode') && !each.includes('in dev mode'));
}

function litElements(root: Element): readonly LitElement[] {
  return [root, ...deepAll(root, '*')].filter(isLit);
}

function isLit(element: Element): element is LitElement {
  return 'updateComplete' in element;
}

function requireLit(root: Element, selector: string): LitElement {
  const found = root.querySelector(selector);
  if (found === null || !isLit(found)) throw new Error(`No ${selector} in the page.`);
  return found;
}
