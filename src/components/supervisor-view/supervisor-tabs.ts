import {html, type TemplateResult} from 'lit';
import {type IconName, icon} from '../icons/icons.ts';
import type {SupervisorWords} from '../strings/english-supervisor.ts';

export type SupervisorSection = 'live' | 'voicemail' | 'callbacks' | 'figures';

const SECTIONS: readonly SupervisorSection[] = ['live', 'callbacks', 'voicemail', 'figures'];
const ICONS: {readonly [section in SupervisorSection]: IconName} = {
  live: 'queue',
  callbacks: 'callback',
  voicemail: 'voicemail',
  figures: 'clock',
};

type TabsView = {
  readonly current: SupervisorSection;
  readonly words: SupervisorWords;
  readonly onSection: (section: SupervisorSection) => void;
};

/** What a supervisor looks at, as tabs (ARIA Authoring Practices). */
export function supervisorTabs({current, words, onSection}: TabsView): TemplateResult<1> {
  const walk = (event: KeyboardEvent): void => {
    const to = SECTIONS[placeAfter(event, SECTIONS.indexOf(current))];
    if (to === undefined || !(event.currentTarget instanceof HTMLElement)) return;
    event.preventDefault();
    onSection(to);
    event.currentTarget.querySelector<HTMLElement>(`#tab-${to}`)?.focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${words.sections} @keydown=${walk}>
    ${SECTIONS.map(
      (section) =>
        html`<button
          type="button"
          role="tab"
          id="tab-${section}"
          class="tab"
          tabindex=${section === current ? '0' : '-1'}
          aria-selected=${section === current ? 'true' : 'false'}
          aria-controls="section"
          @click=${() => onSection(section)}
        >
          ${icon(ICONS[section])}<span>${words[section]}</span>
        </button>`,
    )}
  </div>`;
}

function placeAfter({key, target}: KeyboardEvent, at: number): number {
  const isRightToLeft = target instanceof Element && getComputedStyle(target).direction === 'rtl';
  const count = SECTIONS.length;
  if (key === (isRightToLeft ? 'ArrowLeft' : 'ArrowRight')) return (at + 1) % count;
  if (key === (isRightToLeft ? 'ArrowRight' : 'ArrowLeft')) return (at + count - 1) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : -1;
}
