// An exercise of the page: an editor in place of the stub, and below it check, hint, start again and, in the end, the
// solution. It takes the place of the locked check cell.

import { button, counted, element, rich } from "./elements.mjs";
import { recall, revise, whenKeptElsewhere } from "./kept.mjs";
import { ask, NoAnswer } from "./python.mjs";

const HELP = "Ctrl-Enter checks. Tab indents; press Escape and then Tab to leave the editor.";
const SIZE = "the first time about 10 MB";

export class ExerciseBox {
  // name and record: as the build wrote them. cell: where the stub stands. whenJudged(status): after each check.
  constructor(notebook, name, record, whenJudged) {
    Object.assign(this, { name, record, whenJudged, key: `${notebook}/${name}` });
    this.said = element("div", { class: "lecture-verdict", role: "status", "aria-live": "polite" });
    this.hints = element("div", { class: "lecture-hints", role: "status", "aria-live": "polite" });
    this.checkButton = button("Check", () => this.check(), { class: "lecture-check" });
    this.hintButton = button("Hint", () => this.hint());
    this.solutionButton = button("Solution", () => this.showSolution(), { hidden: true });
    const again = button("Start again", () => this.editor.replace(record.stub));
    const help = element("p", { class: "lecture-help", id: `help-${name}` }, HELP);
    this.buttons = element("div", { class: "lecture-buttons" }, this.checkButton, this.hintButton, this.solutionButton, again);
    const label = `exercise ${name}, ${counted(record.points, "point")}`;
    this.box = element("section", { class: "lecture-exercise", "aria-label": label }, this.buttons, help, this.said, this.hints);
  }

  // Put the editor where the stub stands, and take the check below it away.
  async dress(cell, check) {
    const { makeEditor } = await import("./editor.mjs");
    this.editor = makeEditor({
      text: recall(this.key).text ?? this.record.stub,
      label: `your ${this.name}`,
      help: `help-${this.name}`,
      whenChanged: (text) => revise(this.key, { text }),
      whenChecked: () => this.check(),
    });
    this.box.prepend(this.editor.element);
    cell.querySelector(".cell_input").replaceWith(this.box);
    if (check) check.hidden = true;
    this.showHintsGiven();
    whenKeptElsewhere(this.key, ({ text }) => {
      if (text !== undefined && text !== this.editor.text() && !this.editor.hasFocus()) this.editor.replace(text);
    });
  }

  // Show what is kept of it, after something else than typing has changed that.
  reopen() {
    this.editor?.replace(recall(this.key).text);
    this.said.replaceChildren();
  }

  async check() {
    if (this.checkButton.disabled) return;
    this.checkButton.disabled = true;
    this.say("running", "Checking …");
    try {
      const loading = (share) => this.say("running", `Python is on its way, ${SIZE}: ${Math.round(100 * share)} %`);
      this.show(await ask({ ask: "check", with: [this.name, this.editor.text()] }, loading));
    } catch (error) {
      this.say("error", error instanceof NoAnswer ? this.whyEnded(error.message) : `Python could not be started: ${error.message}`);
    }
    this.checkButton.disabled = false;
  }

  whyEnded(reason) {
    if (reason === "time") return `${this.name} did not come to an end, so it was stopped. Is there a loop that never ends?`;
    return `${this.name} ended Python itself (${reason}). The next check starts it again.`;
  }

  show(verdict) {
    const example = verdict.example ? [element("pre", { tabindex: 0 }, verdict.example)] : [];
    this.say(verdict.status, element("b", {}, verdict.head), " · ", rich(verdict.html), ...example);
    revise(this.key, { points: verdict.points, status: verdict.status, text: this.editor.text() });
    this.whenJudged(verdict.status);
  }

  say(status, ...what) {
    this.said.dataset.status = status;
    this.said.replaceChildren(...what);
  }

  hint() {
    const given = Math.min((recall(this.key).hints ?? 0) + 1, this.record.hints.length);
    revise(this.key, { hints: given });
    this.showHintsGiven();
  }

  // All hints given so far, the newest last; after the last one the solution can be had.
  showHintsGiven() {
    const given = recall(this.key).hints ?? 0;
    const all = this.record.hints.length;
    const hints = this.record.hints.slice(0, given);
    this.hints.replaceChildren(...hints.map((text, k) => element("p", {}, element("b", {}, `Hint ${k + 1} of ${all}. `), rich(text))));
    this.hintButton.hidden = given >= all;
    this.solutionButton.hidden = given < all;
  }

  showSolution() {
    this.say("solution", element("b", {}, "The course's own answer."), element("pre", { tabindex: 0 }, this.record.solution));
  }
}
