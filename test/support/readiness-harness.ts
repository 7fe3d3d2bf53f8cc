import {mount, drawn, settled, the} from './component-harness.ts';
import {type ReadinessGiven, readinessLike} from './fake-readiness.ts';
import {FakeSession} from './fake-session.ts';
import {buildReadiness} from './readiness-scenes.ts';

export async function shown(name: string, session = new FakeSession()) {
  const scene = buildReadiness(name, session);
  mount(scene.root);
  await drawn(scene.root);
  await settled(scene.root);
  return {...scene, element: scene.badge()};
}

export async function opened(name: string, session = new FakeSession()) {
  const scene = await shown(name, session);
  the(scene.element, '#badge').click();
  await settled(scene.root);
  const list = the(scene.element, 'cordboard-emergency-readiness');
  return {...scene, list};
}

export async function says(session: FakeSession, root: Element, given: ReadinessGiven): Promise<void> {
  session.readiness.state.set(readinessLike(given));
  await settled(root);
}

export function type(list: HTMLElement, values: Readonly<Record<string, string>>): void {
  for (const [id, value] of Object.entries(values)) {
    const input = the(list, `#${id}`);
    if (!(input instanceof HTMLInputElement)) throw new TypeError(`${id} is no field`);
    input.value = value;
    input.dispatchEvent(new InputEvent('input', {bubbles: true}));
  }
}

export function choose(list: HTMLElement, country: string): void {
  const select = the(list, '#country');
  if (!(select instanceof HTMLSelectElement)) throw new TypeError('no list of countries');
  select.value = country;
  select.dispatchEvent(new Event('change', {bubbles: true}));
}

export const WRITTEN = {street: '12 Main St', room: 'Floor 3', postcode: '97201', town: 'Portland'};
