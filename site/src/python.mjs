// Python in a worker: started when it is first needed, ended when it does not answer, and started anew.

import { here, place } from "./places.mjs";

const ANSWER = 12_000; // ms: the course itself stops a function after 5 seconds, wherever lines of Python are run
const SILENCE = 60_000; // ms without a sign of life while it is loaded

export class NoAnswer extends Error {} // the code was stopped, or Python ended
export class NotLoaded extends Error {} // Python could not be fetched or started

let worker = null;
let waiting = null; // { resolve, reject, timer, progress } of the one question asked
let queue = Promise.resolve();

// Ask Python; one question after the other. progress(share) is told while it is loaded, from 0 to 1.
export function ask(question, progress = () => {}) {
  const answer = queue.then(() => askNow(question, progress));
  queue = answer.catch(() => {});
  return answer;
}

function askNow(question, progress) {
  return new Promise((resolve, reject) => {
    if (!("Worker" in window && "WebAssembly" in window)) {
      reject(new NotLoaded("this browser runs no WebAssembly in workers. Try a recent Firefox, Chrome, Edge or Safari."));
      return;
    }
    waiting = { resolve, reject, progress };
    worker ??= start();
    expect(SILENCE, () => new NotLoaded("nothing arrived for a minute. Is the network there? Then check again."));
    worker.postMessage({ ...question, notebook: here() });
  });
}

function start() {
  const started = new Worker(place("script/worker.mjs"), { type: "module" });
  started.onmessage = ({ data }) => heard[data.type]?.(data);
  started.onerror = (event) => stop(new NotLoaded(event.message || "its script did not arrive. Is the network there? Then check again."));
  return started;
}

const heard = {
  loading: ({ share }) => {
    expect(SILENCE, () => new NotLoaded("it stopped arriving. Is the network there? Then check again."));
    waiting?.progress(share);
  },
  running: () => expect(ANSWER, () => new NoAnswer("time")),
  answer: ({ value }) => settle(({ resolve }) => resolve(value)),
  ended: ({ text }) => stop(new NoAnswer(text)),
  failed: ({ text }) => stop(new NotLoaded(text)),
};

function expect(milliseconds, failure) {
  if (!waiting) return;
  clearTimeout(waiting.timer);
  waiting.timer = setTimeout(() => stop(failure()), milliseconds);
}

function settle(act) {
  if (!waiting) return;
  clearTimeout(waiting.timer);
  const settled = waiting;
  waiting = null;
  act(settled);
}

// A worker that computes cannot be spoken to, only ended.
function stop(failure) {
  worker?.terminate();
  worker = null;
  settle(({ reject }) => reject(failure));
}
