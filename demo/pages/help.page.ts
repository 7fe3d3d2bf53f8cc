import {defineCallbackRequest} from 'cordboard/callback-request';

defineCallbackRequest();
