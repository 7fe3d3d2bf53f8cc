import {html, type TemplateResult} from 'lit';
import {type IconName, icon} from '../icons/icons.ts';
import type {ConsultWords} from '../strings/english-consult.ts';

export type TargetTab = 'agents' | 'queues' | 'number' | 'entry-points' | 'people';

const ICONS: {readonly [tab in TargetTab]: IconName} = {
  agents: 'headset',
  queues: 'queue',
  number: 'phone',
  'entry-points': 'entry',
  people: 'social',
};

export type TabsView = {
  readonly tabs: readonly TargetTab[];
  readonly current: TargetTab;
  readonly words: ConsultWords;
  readonly onTab: (tab: TargetTab) => void;
};

/** The kinds of targets as tabs (ARIA Authoring Practices): arrows go from one to the next and keep the focus there. */
export function targetTabs({tabs, current, words, onTab}: TabsView): TemplateResult<1> {
  const walk = (event: KeyboardEvent): void => {
    const to = tabs[placeAfter(event, tabs.indexOf(current), tabs.length)];
    if (to === undefined || !(event.currentTarget instanceof HTMLElement)) return;
    event.preventDefault();
    onTab(to);
    event.currentTarget.querySelector<HTMLElement>(`#tab-${to}`)?.focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${words.kinds} @keydown=${walk}>
    ${tabs.map(
      (tab) =>
        html`<button
          type="button"
          role="tab"
          id="tab-${tab}"
          part="tab"
          class="tab"
          tabindex=${tab === current ? '0' : '-1'}
          aria-selected=${tab === current ? 'true' : 'false'}
          aria-controls="panel"
          @click=${() => onTab(tab)}
        >
          ${icon(ICONS[tab])}<span>${tabWord(tab, words)}</span>
        </button>`,
    )}
  </div>`;
}

export function tabWord(tab: TargetTab, words: ConsultWords): string {
  switch (tab) {
    case 'agents':
      return words.agents;
    case 'queues':
      return words.queues;
    case 'number':
      return words.dialNumber;
    case 'entry-points':
      return words.entryPoints;
    default:
      return words.organisation;
  }
}

function placeAfter({key, target}: KeyboardEvent, at: number, count: number): number {
  const isRightToLeft = target instanceof Element && getComputedStyle(target).direction === 'rtl';
  const next = isRightToLeft ? 'ArrowLeft' : 'ArrowRight';
  const before = isRightToLeft ? 'ArrowRight' : 'ArrowLeft';
  if (key === next) return (at + 1) % count;
  if (key === before) return (at + count - 1) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : -1;
}
