// Says once where the browser keeps nothing, so that nobody relies on it.

import { element } from "./elements.mjs";
import { whenNotKept } from "./kept.mjs";

export function sayWhenNotKept() {
  whenNotKept((error) => {
    if (document.querySelector(".lecture-not-kept")) return;
    const why = error.name === "QuotaExceededError" ? "Its storage is full" : "It allows this page no storage";
    const text = `This browser does not keep what you type. ${why}: download your notebook before you leave.`;
    document.querySelector("article.bd-article")?.prepend(element("p", { class: "lecture-not-kept", role: "alert" }, text));
  });
}
