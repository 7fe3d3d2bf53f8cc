import {LitElement} from 'lit';
import {deepAll, drawn, mount, settled, textOf, the} from './component-harness.ts';
import {FakeSession} from './fake-session.ts';
import {buildSupervisor} from './supervisor-scenes.ts';

export type View = {readonly root: HTMLElement; readonly session: FakeSession; readonly view: HTMLElement};

/** A supervisor's view in the state of a scene, drawn. */
export async function viewOf(scene: string, session: FakeSession = new FakeSession()): Promise<View> {
  const root = mount(buildSupervisor(scene, session));
  await drawnWhole(root);
  return {root, session, view: the(root, 'cordboard-supervisor-view')};
}

/** The agents come a frame after the queues. */
export async function drawnWhole(root: Element): Promise<void> {
  await drawn(root);
  await settled(root);
  await frame();
  await drawn(root);
}

/** Draws everything that counts at the session's present time. */
export async function tick(root: Element): Promise<void> {
  for (const each of deepAll(root, 'cordboard-timer')) if (each instanceof LitElement) each.requestUpdate();
  await drawn(root);
}

/** The row of an agent or a queue. */
export function row(view: Element, id: string): HTMLElement {
  return the(view, `[data-row="${id}"]`);
}

/** The agents that are shown, in their order. */
export function names(view: Element): readonly string[] {
  return deepAll(the(view, 'cordboard-agent-table'), '[part="name"] > bdi:first-child').map(textOf);
}

export async function press(root: Element, button: HTMLElement): Promise<void> {
  button.click();
  await settled(root);
}

export function frame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
}
