// What this browser keeps of a student's work: the answer to each exercise, its points, and where the student was.
// Where storage is full or forbidden the page goes on, and says once that nothing is kept.

const HEAD = "lecturelib/";
const listeners = new Set();

function onStorage(act, otherwise) {
  try {
    return act(window.localStorage);
  } catch (error) {
    for (const tell of listeners) tell(error);
    return otherwise;
  }
}

// tell(error) is called whenever something could not be kept or recalled.
export const whenNotKept = (tell) => listeners.add(tell);

// A value under a name such as "05-lstm/lstm_step"; the second if there is none, or none that can be read.
export function recall(name, otherwise = {}) {
  return onStorage((storage) => JSON.parse(storage.getItem(HEAD + name)) ?? otherwise, otherwise);
}

export function keep(name, value) {
  onStorage((storage) => storage.setItem(HEAD + name, JSON.stringify(value)));
}

// Change some of the fields of what is kept under a name.
export const revise = (name, fields) => keep(name, { ...recall(name), ...fields });

// Everything kept, by name.
export function everything() {
  const names = onStorage((storage) => Object.keys(storage), []).filter((name) => name.startsWith(HEAD));
  return Object.fromEntries(names.map((name) => [name.slice(HEAD.length), recall(name.slice(HEAD.length))]));
}

// act(value) is called when another tab keeps something under this name.
export function whenKeptElsewhere(name, act) {
  window.addEventListener("storage", (event) => {
    if (event.key === HEAD + name && event.newValue) act(JSON.parse(event.newValue));
  });
}
