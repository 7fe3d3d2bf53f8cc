import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
  }

  h3 {
    display: flex;
    gap: 0.5em;
    align-items: baseline;
    justify-content: space-between;
    margin-block-end: 0.25rem;
    color: var(--_muted);
    font-size: 0.86em;
    font-weight: 600;
  }

  .count {
    font-weight: 400;
  }

  li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 0 0.6rem;
    align-items: center;
    min-block-size: 2.25rem;
    padding-block: 0.2rem;
  }

  li:not(:last-child) {
    border-block-end: 1px solid var(--_border);
  }

  .who {
    display: inline-flex;
    color: var(--_muted);
  }

  .name {
    font-weight: 550;
    overflow-wrap: anywhere;
  }

  .own,
  .role {
    color: var(--_muted);
    font-weight: 400;
  }

  .role {
    font-size: 0.92em;
    text-align: end;
  }

  .state {
    display: flex;
    grid-column: 2 / -1;
    gap: 0.35em;
    align-items: center;
    color: var(--_warning);
    font-size: 0.92em;
  }

  .state .action {
    margin-inline-start: auto;
  }

  .speaks .who,
  .speaking {
    color: var(--_positive);
  }

  .speaking {
    display: inline-flex;
    vertical-align: text-bottom;
  }
`;

export const participantListStyles = [tokens, controls, own];
