import {css} from 'lit';
import {numberBoxStyles} from '../dialer/number-box.styles.ts';
import {drawerStyles} from '../templates/drawer.styles.ts';
import {tabStyles} from '../templates/tabs.styles.ts';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
    container-type: inline-size;
  }

  dialog {
    position: static;
    grid-template-columns: minmax(0, 1fr);
  }

  .target:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }

  .panel {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.5rem;
    align-content: start;
    min-block-size: 6.5rem;
  }

  .search {
    position: relative;
  }

  .search > .icon {
    position: absolute;
    inset-block-start: calc(50% - 0.65em);
    inset-inline-start: 0.6rem;
    color: var(--_muted);
    pointer-events: none;
  }

  .search > .field {
    min-block-size: 2.5rem;
    padding-inline-start: 2.25rem;
  }

  .popup {
    inline-size: 100%;
  }

  .targets {
    overflow: auto;
    max-block-size: 17rem;
    padding: 0.25rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }

  .target {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 0 0.6rem;
    align-items: center;
    min-block-size: 3.25rem;
    padding: 0.3rem 0.5rem;
    border-radius: calc(var(--_radius) * 0.75);
    cursor: pointer;
  }

  .target:focus-visible {
    outline-offset: -2px;
  }

  .target:hover {
    background: var(--_hover);
  }

  .target.chosen {
    background: var(--_accent-soft);
  }

  .target.refused .target-name {
    color: var(--_muted);
  }

  .mark {
    display: inline-flex;
    color: var(--_muted);
    font-size: 1.1em;
  }

  .mark.positive {
    color: var(--_positive);
  }

  .mark.warning {
    color: var(--_warning);
  }

  .mark.danger {
    color: var(--_danger);
  }

  .target-name {
    font-weight: 600;
    text-align: -webkit-match-parent;
    text-align: match-parent;
    overflow-wrap: anywhere;
  }

  .target-why {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }

  .target-facts,
  .target-why {
    color: var(--_muted);
    font-size: 0.92em;
    overflow-wrap: anywhere;
  }

  .target.chosen .target-facts {
    color: var(--_text);
  }

  .target-why {
    font-style: italic;
  }

  .others {
    display: flex;
    gap: 0.6em;
    align-items: start;
    cursor: pointer;
  }

  .others input {
    flex: none;
    inline-size: 1.15em;
    block-size: 1.15em;
    margin-block-start: 0.15em;
    accent-color: var(--_accent);
  }

  .others-help {
    display: block;
    color: var(--_muted);
    font-size: 0.92em;
  }

  /* What it looks like says whether it works: never half of both. */
  #choose-button {
    transition: none;
  }

  .drawer > .action > .button > span {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  @media (forced-colors: active) {
    .tab[aria-selected='true'] {
      border-color: Highlight;
      color: Highlight;
    }

    .target.chosen {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;

export const targetDialogStyles = [tokens, controls, drawerStyles, numberBoxStyles, tabStyles, own];
