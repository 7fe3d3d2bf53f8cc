import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
  }

  .title {
    padding-block-end: 0.4rem;
    color: var(--_muted);
    font-size: 0.86em;
    font-weight: 600;
  }

  .count {
    font-variant-numeric: tabular-nums;
  }

  ul {
    display: grid;
    gap: 0.125rem;
    margin-inline: -0.5rem;
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

  button.item:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }

  .item.selected {
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
    overflow: hidden;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .state {
    display: inline-flex;
    grid-column: 2;
    gap: 0.3em;
    align-items: center;
    color: var(--_muted);
    font-size: 0.92em;
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

  .state.after {
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

  @media (forced-colors: active) {
    .item.selected {
      border-color: Highlight;
    }
  }
`;

export const contactListStyles = [tokens, controls, own];
