/** The callback form in one script tag, without the desk: `<script type="module" src="https://…/cordboard-callback-request.js">`. */
import {defineCallbackRequest} from '../components/callback-request/define.ts';

defineCallbackRequest();
