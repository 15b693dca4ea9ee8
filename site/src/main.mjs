// What makes a page of the course live. Without it, it stays a page to read.

import { openExercises } from "./exercises.mjs";
import { showFront } from "./front.mjs";
import { sayWhenNotKept } from "./not_kept.mjs";
import { rememberPlace } from "./place_kept.mjs";
import { here } from "./places.mjs";
import { drawWidgets } from "./widgets.mjs";

const FRONT = "index";

sayWhenNotKept();
if (here()) drawWidgets();
if (here() === FRONT) showFront();
else if (here()) {
  openExercises();
  rememberPlace();
}
