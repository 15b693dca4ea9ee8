// Elements of a page, made in one line each.

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

export const button = (label, act, attributes = {}) =>
  element("button", { type: "button", onclick: act, ...attributes }, label);

// Text the course itself has escaped, in which words are set as code or stressed.
export function rich(html) {
  const made = element("span");
  made.innerHTML = html;
  return made;
}

export const counted = (count, thing) => `${count} ${thing}${count === 1 ? "" : "s"}`;

// Hand a text to the student as a file.
export function download(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
