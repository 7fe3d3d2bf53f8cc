import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: grid;
    gap: 0.5rem;
    margin-inline: 0.75rem;
  }

  .alert {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 0.25rem 0.6rem;
    align-items: center;
    padding: 0.5rem 0.75rem;
    border: 2px solid var(--_danger);
    border-radius: var(--_radius);
    background: var(--_danger-soft);
    color: var(--_text);
    overflow-wrap: anywhere;
  }

  /* In front of the page's own work, and not in a desk. */
  :host([spare]) {
    margin-inline: 0;
  }

  :host([spare]) .alert {
    background: linear-gradient(var(--_danger-soft), var(--_danger-soft)), var(--_surface);
    box-shadow: var(--_shadow);
  }

  .alert > .icon {
    color: var(--_danger);
  }

  .alert.test {
    border-style: dashed;
  }
`;

export const emergencyAlertsStyles = [tokens, controls, own];
