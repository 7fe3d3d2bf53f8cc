/** The call button in one script tag, without the desk: `<script type="module" src="https://…/cordboard-click-to-call.js">`. */
import {defineClickToCall} from '../components/click-to-call/define.ts';

defineClickToCall();
