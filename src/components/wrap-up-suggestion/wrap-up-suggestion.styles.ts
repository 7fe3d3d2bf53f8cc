import {css} from 'lit';
import {drawerStyles} from '../templates/drawer.styles.ts';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
  }

  textarea {
    resize: vertical;
    font: inherit;
  }

  select {
    font: inherit;
  }
`;

export const wrapUpSuggestionStyles = [tokens, controls, drawerStyles, own];
