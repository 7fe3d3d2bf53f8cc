import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
    max-inline-size: 22rem;
  }

  .keypad {
    display: grid;
    gap: 0.5rem;
  }

  .log {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    min-block-size: 2.25rem;
    padding-inline-start: 0.6rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_sunken);
  }

  .digits {
    flex: 1;
    min-inline-size: 0;
    font-size: 1.1em;
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.08em;
    overflow-wrap: anywhere;
  }

  .digits.none {
    color: var(--_muted);
    font-size: 1em;
    letter-spacing: normal;
  }

  .digits .pending {
    color: var(--_muted);
  }
`;

export const callKeypadStyles = [tokens, controls, own];
