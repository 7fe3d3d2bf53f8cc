import {css} from 'lit';

/** The element has no look of its own: what is inside it stands as if it were not there. */
export const sessionStyles = css`
  :host {
    display: contents;
  }
`;
