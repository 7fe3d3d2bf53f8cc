import {css} from 'lit';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
  }

  :host(:state(empty)) {
    display: none;
  }

  .parts {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_gap);
  }

  /* What has nothing to show takes no room between the others. */
  .parts > :not(:state(listed)).list {
    display: none;
  }
`;

export const colleaguesStyles = [tokens, own];
