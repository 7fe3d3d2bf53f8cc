import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {connectedContact} from './component-contacts.ts';
import {type Desk, deepAll, deskOf, drawn, settled, the} from './component-harness.ts';
import {TARGETS} from './consult-contacts.ts';
import {nextFrame} from './dialer-harness.ts';
import {FakeSession} from './fake-session.ts';

/** A desk in a call, with the dialog of whom to ask or give it to. */
export async function openTargets(
  purpose: 'consult' | 'transfer' = 'consult',
  set: (session: FakeSession) => void = () => undefined,
): Promise<Desk> {
  const session = new FakeSession();
  session.targets = Promise.resolve(TARGETS);
  session.contactList.set([connectedContact()]);
  set(session);
  const desk = await deskOf('empty', session);
  the(desk.panel, `#${purpose}-button`).click();
  await settled(desk.panel);
  await drawn(desk.panel);
  return desk;
}

export async function show(desk: Desk, tab: string): Promise<void> {
  the(desk.panel, `#tab-${tab}`).click();
  await settled(desk.panel);
}

export function dialogOf(desk: Desk): HTMLElement {
  return the(desk.panel, 'cordboard-target-dialog');
}

export async function search(desk: Desk, text: string): Promise<void> {
  the(desk.panel, '#search').focus();
  await sendKeys({type: text});
  await settled(desk.panel);
}

export function names(desk: Desk): readonly string[] {
  return deepAll(desk.panel, '.target-name').map((each) => each.textContent.trim());
}

/** Frames pass until it fits: a search waits for a pause in the typing. */
export async function until(desk: Desk, fits: () => boolean): Promise<void> {
  for (let frame = 0; frame < 300 && !fits(); frame += 1) await nextFrame();
  await drawn(desk.panel);
  expect(fits()).to.equal(true);
}
