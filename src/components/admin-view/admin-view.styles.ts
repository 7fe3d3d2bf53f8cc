import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {wholeViewStyles} from '../templates/whole-view.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
    min-inline-size: 0;
    container-type: inline-size;
    background: var(--_surface);
  }

  .view {
    display: grid;
    gap: var(--_gap);
    grid-template-columns: minmax(0, 1fr);
    padding-block-end: 1.5rem;
  }

  .head-line {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: center;
    justify-content: space-between;
    padding: 0.45rem 0.75rem;
    border-block-end: 1px solid var(--_border);
  }

  h2 {
    font-size: 1.1em;
    font-weight: 650;
  }

  h2 .part {
    color: var(--_muted);
    font-weight: 400;
  }

  .notices {
    display: grid;
    gap: 0.5rem;
    margin-inline: 0.75rem;
  }

  /* Out of the layout while it is empty, yet in the page: a live region has to be there before its text. */
  .notices:not(:has(*)) {
    position: absolute;
  }

  .again {
    display: grid;
    gap: 0.5rem;
  }

  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    padding-block-start: 0.35rem;
  }

  .tabs {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.25rem;
    padding-inline: 0.5rem;
    border-block-end: 1px solid var(--_border);
  }

  .tab {
    display: inline-flex;
    gap: 0.45em;
    align-items: center;
    min-block-size: 2.5rem;
    padding: 0.25rem 0.6rem;
    margin-block-end: -1px;
    border: 0;
    border-block-end: 2px solid transparent;
    background: none;
    color: var(--_muted);
    font-weight: 550;
    text-align: start;
    cursor: pointer;
  }

  .tab:hover {
    color: var(--_text);
  }

  .tab:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }

  .tab[aria-selected='true'] {
    border-block-end-color: var(--_accent);
    color: var(--_accent);
  }

  .inset {
    display: block;
    padding-inline: 0.75rem;
  }

  .unsaved {
    min-inline-size: 1.5em;
    padding-inline: 0.35em;
    border: 1px solid transparent;
    border-radius: 1em;
    background: var(--_warning-soft);
    color: var(--_warning);
    font-size: 0.92em;
    font-variant-numeric: tabular-nums;
    text-align: center;
  }

  @media (forced-colors: active) {
    .tab[aria-selected='true'] {
      border-block-end-color: Highlight;
    }
  }
`;

export const adminViewStyles = [tokens, controls, wholeViewStyles, own];
