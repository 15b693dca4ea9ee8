// What makes a page of the course live. Without it, it stays a page to read.

import { here } from "./places.mjs";
import { drawWidgets } from "./widgets.mjs";
import { openExercises } from "./exercises.mjs";

if (here()) {
  drawWidgets();
  openExercises();
}
