// Where one is in the course: the page and the heading one reads, for the next visit.

import { here } from "./places.mjs";
import { keep } from "./kept.mjs";

export function rememberPlace() {
  const headings = [...document.querySelectorAll("article.bd-article section[id] > :is(h1, h2)")];
  const title = document.querySelector("article.bd-article h1")?.firstChild?.textContent;
  const remember = () => {
    const read = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 2).pop();
    const anchor = read?.closest("section")?.id;
    const name = read && read.tagName !== "H1" ? `${title}, “${read.firstChild.textContent}”` : title;
    keep("here", { page: `${here()}.html${anchor ? `#${anchor}` : ""}`, title: name });
  };
  addEventListener("scrollend", remember);
  addEventListener("pagehide", remember);
}
