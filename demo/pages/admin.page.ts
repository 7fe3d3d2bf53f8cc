// The page's HTML says the rest: where the hub is and how people sign in.
import 'cordboard/define';
