/** The floor of every element: one bare Lit element. */
import {LitElement, css, html} from 'lit';

class BareLit extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
  `;
  protected override render() {
    return html`<slot></slot>`;
  }
}

customElements.define('bare-lit', BareLit);
