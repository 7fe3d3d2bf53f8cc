import {warnOnce} from '../base/warn-once.ts';

export type ShortcutAction = 'answer' | 'decline' | 'focus';

/** Keys for each action, in the spelling of `aria-keyshortcuts`; an action that is left out has none. */
export type Shortcuts = {readonly [action in ShortcutAction]?: string};

export const DEFAULT_SHORTCUTS: Shortcuts = {answer: 'Alt+Shift+A', decline: 'Alt+Shift+D', focus: 'Alt+Shift+I'};
export const NO_SHORTCUTS: Shortcuts = {};

const MODIFIERS = ['Control', 'Alt', 'Shift', 'Meta'] as const;
const ACTIONS: readonly ShortcutAction[] = ['answer', 'decline', 'focus'];

/**
 * Reads the attribute: `off`, or pairs such as `answer=Alt+Shift+A decline=Alt+Shift+D`. A shortcut without a modifier is
 * left out (WCAG 2.1.4: a single character would fire while somebody types).
 */
export function parseShortcuts(attribute: string | null): Shortcuts {
  if (attribute === null || attribute.trim() === '') return DEFAULT_SHORTCUTS;
  if (attribute.trim() === 'off') return NO_SHORTCUTS;
  const pairs = attribute
    .trim()
    .split(/\s+/)
    .map((each) => each.split('='));
  const entries = pairs.flatMap(([name, keys]) => {
    const action = ACTIONS.find((each) => each === name);
    if (action !== undefined && keys !== undefined && isUsable(keys)) return [[action, keys] as const];
    warnOnce(`shortcuts: "${name ?? ''}" needs the form answer=Alt+Shift+A, with Alt, Control or Meta in it.`);
    return [];
  });
  return Object.fromEntries(entries);
}

/** The action whose keys were pressed; null if none. Letters are compared by place, since Alt changes what they type. */
export function actionFor(event: KeyboardEvent, shortcuts: Shortcuts): ShortcutAction | null {
  if (event.repeat) return null;
  return ACTIONS.find((each) => matches(event, shortcuts[each] ?? '')) ?? null;
}

function isUsable(keys: string): boolean {
  const parts = keys.split('+');
  return parts.length > 1 && parts.slice(0, -1).some((each) => each === 'Alt' || each === 'Control' || each === 'Meta');
}

function matches(event: KeyboardEvent, keys: string): boolean {
  if (!isUsable(keys)) return false;
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const modifiers = parts.slice(0, -1);
  if (MODIFIERS.some((each) => event.getModifierState(each) !== modifiers.includes(each))) return false;
  return (
    event.code === `Key${key.toUpperCase()}` ||
    event.code === `Digit${key}` ||
    event.key.toUpperCase() === key.toUpperCase()
  );
}
