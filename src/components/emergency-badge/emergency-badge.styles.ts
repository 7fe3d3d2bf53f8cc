import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
  }

  :host([hidden]) {
    display: none;
  }

  .badges {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35rem;
  }

  .badge {
    max-inline-size: 100%;
    min-block-size: 1.75rem;
    padding-block: 0.15rem;
    border-radius: 1rem;
    font: inherit;
    font-size: 0.92em;
    font-weight: 600;
    text-align: start;
    white-space: normal;
    cursor: pointer;
  }

  .badge:hover {
    border-color: currentColor;
  }

  .badge:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }

  .badge.impossible {
    border-color: var(--_danger);
    background: var(--_danger);
    color: var(--_on-danger);
  }

  .list {
    margin-block-start: 0.5rem;
  }
`;

export const emergencyBadgeStyles = [tokens, controls, own];
