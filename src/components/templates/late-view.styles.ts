import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
    min-inline-size: 0;
    background: var(--_surface);
  }

  [role='alert']:has(*) {
    display: grid;
    gap: 0.5rem;
    justify-items: start;
    padding: 0.75rem;
  }
`;

/** Of an element that is nothing but the place its view loads into. */
export const lateViewStyles = [tokens, controls, own];
