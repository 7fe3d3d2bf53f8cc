import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    --_offset: var(--cordboard-popover-offset, 1rem);

    position: fixed;
    z-index: 2147483000;
    inset-block-end: var(--_offset);
    inset-inline-end: var(--_offset);
    inline-size: min(var(--cordboard-popover-width, 21.5rem), 100vw - 2 * var(--_offset));
    pointer-events: none;
  }

  .stack {
    display: flex;
    flex-direction: column;
    gap: 0.6rem;
    max-block-size: calc(100dvh - 2 * var(--_offset));
    pointer-events: auto;
  }

  /* Scrolled to its end to begin with: calls stand last, and a tall card shows its buttons first. */
  .scroller {
    display: flex;
    flex-direction: column-reverse;
    min-block-size: 0;
    overflow-y: auto;
    border-radius: calc(var(--_radius) * 1.75);
    scrollbar-width: thin;
  }

  .choice {
    border-radius: calc(var(--_radius) * 1.5);
    box-shadow: var(--_shadow);
  }

  .cards {
    display: grid;
    gap: 0.6rem;
  }

  .range,
  div.problem {
    align-self: center;
    padding: 0.25rem 0.75rem;
    border: 1px solid var(--_border);
    border-radius: 1rem;
    background: var(--_raised);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }

  div.problem {
    display: flex;
    align-items: center;
    justify-content: space-between;
    align-self: stretch;
    padding-block: 0.4rem;
    padding-inline: 0.75rem 0.4rem;
    border-radius: var(--_radius);
    box-shadow: var(--_shadow);
  }
`;

export const popoverStyles = [tokens, controls, own];
