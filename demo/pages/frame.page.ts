import {createFrameTokenSource} from 'cordboard';
import 'cordboard/define';

const session = document.querySelector('cordboard-session');
if (session !== null) session.tokenSource = createFrameTokenSource({allowedOrigins: [session.dataset['host'] ?? '']});
