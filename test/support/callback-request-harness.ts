import type {CallbackRequestView} from '../../src/callback-request.ts';
import {type BuiltRequest, asking, buildRequestOf} from './callback-request-scenes.ts';
import {deepAll, drawn, mount, textOf, the} from './component-harness.ts';

export async function shown(built: BuiltRequest): Promise<BuiltRequest> {
  mount(built.element);
  await drawn(built.element);
  return built;
}

export async function set({element, requests}: BuiltRequest, view: CallbackRequestView): Promise<void> {
  requests.view.set(view);
  await drawn(element);
}

export async function press({element}: BuiltRequest, selector: string): Promise<void> {
  the(element, selector).click();
  await drawn(element);
}

export async function type({element}: BuiltRequest, selector: string, value: string): Promise<void> {
  const field = the(element, selector);
  if (!('value' in field)) throw new TypeError(`${selector} is no field`);
  field.value = value;
  field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', {bubbles: true}));
  await drawn(element);
}

/** On to a question, with all before it answered. */
export async function at(step: number, view: CallbackRequestView = asking()): Promise<BuiltRequest> {
  const built = buildRequestOf(view);
  built.element.number = '020 7946 0018';
  built.element.customerName = 'Ada Nkemelu';
  await shown(built);
  for (let place = 1; place < step; place += 1) await press(built, '#next-button');
  return built;
}

export const faults = ({element}: BuiltRequest): readonly string[] =>
  deepAll(element, '.fault').map((each) => textOf(each));
export const focused = ({element}: BuiltRequest): string => element.shadowRoot?.activeElement?.id ?? '';
export const question = ({element}: BuiltRequest): string => textOf(the(element, '#progress'));
