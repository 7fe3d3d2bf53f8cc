// The page's HTML says the rest: tokens come from the page around the frame, and from no other.
import 'cordboard/define';
