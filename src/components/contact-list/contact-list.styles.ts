import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
    container-type: inline-size;
  }

  .rows {
    display: grid;
    gap: 0.75rem;
    margin-inline: -0.5rem;
  }

  .block {
    display: grid;
    gap: 0.125rem;
    align-content: start;
  }

  .block + .block {
    margin-block-start: 0.125rem;
  }

  .item {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 0 0.6rem;
    align-items: center;
    inline-size: 100%;
    min-block-size: 3rem;
    padding: 0.4rem 0.5rem;
    border: 1px solid transparent;
    border-radius: var(--_radius);
    background: none;
    text-align: start;
  }

  button.item {
    cursor: pointer;
  }

  button.item:hover {
    background: var(--_hover);
  }

  .item:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }

  /* The chosen one has a mark of its own, not only another ground. */
  .item.selected {
    border-inline-start: 3px solid var(--_accent);
    background: var(--_accent-soft);
  }

  .item.ringing {
    border-color: var(--_border);
    background: var(--_surface);
  }

  .kind {
    display: grid;
    grid-row: span 2;
    place-items: center;
    inline-size: 2rem;
    block-size: 2rem;
    border-radius: 50%;
    background: var(--_neutral-soft);
    color: var(--_muted);
  }

  .selected .kind {
    background: var(--_surface);
    color: var(--_accent);
  }

  .name {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .line {
    display: flex;
    flex-wrap: wrap;
    grid-column: 2;
    gap: 0 0.6em;
    align-items: center;
    min-inline-size: 0;
    color: var(--_muted);
    font-size: 0.92em;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }

  .line.facts {
    display: block;
  }

  .subject {
    flex: 1 1 6rem;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .state {
    display: inline-flex;
    gap: 0.3em;
    align-items: center;
  }

  .state.positive {
    color: var(--_positive);
  }

  .state.accent {
    color: var(--_accent);
  }

  .state.warning {
    color: var(--_warning);
  }

  .state.after,
  .time.after {
    color: var(--_after);
  }

  .item > :nth-child(4) {
    grid-row: 1 / span 2;
    grid-column: 3;
  }

  .buttons {
    display: flex;
    gap: 0.4rem;
  }

  .buttons .button {
    min-block-size: 2.25rem;
  }

  .missed-part {
    display: grid;
    gap: 0.25rem;
    min-inline-size: 0;
  }

  .missed-head,
  .undo {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.5rem;
    align-items: center;
    justify-content: space-between;
    padding-inline: 0.5rem;
  }

  .missed-head h3 {
    color: var(--_muted);
    font-size: 0.92em;
    font-weight: 600;
  }

  .count {
    font-variant-numeric: tabular-nums;
  }

  .missed .kind {
    color: var(--_warning);
  }

  .undo {
    padding-block: 0.35rem;
    border-radius: var(--_radius);
    background: var(--_neutral-soft);
  }

  /* Very large text in a narrow panel: the buttons go below what they belong to. */
  @container (max-width: 17rem) {
    .item:has(> .buttons) > :nth-child(4) {
      grid-row: auto;
      grid-column: 2 / -1;
      padding-block-start: 0.25rem;
    }
  }

  @media (forced-colors: active) {
    .item.selected {
      border-color: Highlight;
    }
  }
`;

export const contactListStyles = [tokens, controls, own];
