import {html, nothing, type TemplateResult} from 'lit';
import type {SettingEdits} from '../../services/ports.ts';
import {icon} from '../icons/icons.ts';
import type {AdministrationWords} from '../strings/english-administration.ts';
import type {Strings} from '../strings/english.ts';
import type {AdminSection} from './admin-sections.ts';
import {unsavedCount} from './setting-parts.ts';

export type AdminTabs = {
  readonly sections: readonly AdminSection[];
  readonly current: AdminSection;
  readonly edits: SettingEdits;
  readonly words: AdministrationWords;
  readonly strings: Strings;
  readonly onSection: (id: string) => void;
};

/** The sections as tabs (ARIA Authoring Practices), each with how much of it is not saved. */
export function adminTabs({sections, current, edits, words, strings, onSection}: AdminTabs): TemplateResult<1> {
  const walk = (event: KeyboardEvent): void => {
    const to = sections[placeAfter(event, sections.indexOf(current), sections.length)];
    if (to === undefined || !(event.currentTarget instanceof HTMLElement)) return;
    event.preventDefault();
    onSection(to.id);
    event.currentTarget.querySelector<HTMLElement>(`#tab-${to.id}`)?.focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${words.sections} @keydown=${walk}>
    ${sections.map((section) => {
      const unsaved = unsavedCount(edits, section.has);
      const selected = section === current;
      return html`<button
        type="button"
        role="tab"
        id="tab-${section.id}"
        class="tab"
        tabindex=${selected ? '0' : '-1'}
        aria-selected=${selected ? 'true' : 'false'}
        aria-controls="section"
        @click=${() => onSection(section.id)}
      >
        ${icon(section.icon)}<span>${section.title(words, strings)}</span>
        ${
          unsaved === 0
            ? nothing
            : html`<span class="unsaved"
                ><span aria-hidden="true">${unsaved}</span
                ><span class="visually-hidden">${words.unsavedIn(unsaved)}</span></span
              >`
        }
      </button>`;
    })}
  </div>`;
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
