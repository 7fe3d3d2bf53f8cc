import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';
import {tableStyles} from '../templates/table.styles.ts';

const own = css`
  :host {
    display: block;
    container-type: inline-size;
    --_columns: minmax(8rem, 1fr) repeat(4, minmax(3.5rem, 6.5rem));
  }

  .name {
    font-weight: 600;
  }

  .busy .waiting,
  .busy .longest {
    color: var(--_text);
    font-weight: 650;
  }

  @container (max-width: 44rem) {
    .row:not(.head) {
      grid-template-columns: minmax(0, 4fr) minmax(0, 5fr);
    }

    .row:not(.head) .name {
      grid-column: 1 / -1;
    }

    .row:not(.head) .figures {
      text-align: start;
    }
  }

  @container (max-width: 18rem) {
    .row:not(.head) {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;

export const queueTableStyles = [tokens, controls, tableStyles, own];
