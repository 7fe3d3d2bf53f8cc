import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
  }

  .progress {
    display: grid;
    gap: 0.5rem;
    margin-block-end: var(--_gap);
    padding: var(--_gap);
    border: 1px solid var(--_warning);
    border-radius: var(--_radius);
    background: var(--_warning-soft);
  }

  .what {
    display: flex;
    gap: 0.5em;
    align-items: center;
    color: var(--_warning);
    font-weight: 650;
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }

  .buttons > .action {
    flex: 1 1 6rem;
  }

  .buttons > .action:first-child {
    flex: 2 1 9rem;
  }
`;

export const callProgressStyles = [tokens, controls, own];
