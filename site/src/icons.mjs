// The few icons that the theme shows, in place of its file of all that there are, which weighs more than the page.

import { dom, library } from "@fortawesome/fontawesome-svg-core";
import {
  faAngleLeft, faAngleRight, faArrowUp, faBars, faChevronDown, faCircleHalfStroke, faList, faMagnifyingGlass, faMoon, faSun, faXmark,
} from "@fortawesome/free-solid-svg-icons";

library.add(
  faAngleLeft, faAngleRight, faArrowUp, faBars, faChevronDown, faCircleHalfStroke, faList, faMagnifyingGlass, faMoon, faSun, faXmark,
);
dom.watch();
