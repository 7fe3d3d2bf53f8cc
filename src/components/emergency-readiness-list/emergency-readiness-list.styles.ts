import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
    container-type: inline-size;
    color: var(--_text);
  }

  .head {
    display: grid;
    gap: 0.25rem;
    padding-block: 0.5rem;
  }

  h2 {
    font-size: 1.1em;
    font-weight: 650;
  }

  .help {
    color: var(--_muted);
  }

  .few {
    display: flex;
    gap: 0.5em;
    color: var(--_warning);
    font-weight: 600;
  }

  .agents {
    display: grid;
    gap: 0.4rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .agent {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.35rem 0.75rem;
    padding: 0.5rem 0.6rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_raised);
    content-visibility: auto;
    contain-intrinsic-size: auto 6rem;
    overflow-wrap: anywhere;
  }

  .name {
    font-weight: 600;
  }

  .cells {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 0.35rem 0.75rem;
    margin: 0;
  }

  .cell > dt {
    color: var(--_muted);
    font-size: 0.92em;
  }

  .cell > dd {
    display: flex;
    gap: 0.35em;
    margin: 0;
  }

  .cell.positive .icon {
    color: var(--_positive);
  }

  .cell.warning :is(.icon, .reason) {
    color: var(--_warning);
  }

  .cell.after .icon {
    color: var(--_after);
  }

  .cell.unknown .icon {
    color: var(--_muted);
  }

  @container (min-width: 40rem) {
    .agent {
      grid-template-columns: minmax(0, 1fr) minmax(0, 3fr);
    }

    .cells {
      grid-template-columns: repeat(4, minmax(0, 1fr));
    }
  }
`;

export const emergencyReadinessListStyles = [tokens, controls, own];
