// The worker's side: loads Pyodide, NumPy and the course, opens the notebook's page in Python, and answers.

const PYTHON = new URL("../python/", import.meta.url).href;
const COURSE = new URL("../course/", import.meta.url).href;
let opened;

function counting(total) {
  const fetched = globalThis.fetch;
  let loaded = 0;
  globalThis.fetch = async (...request) => {
    const answer = await fetched(...request);
    if (!answer.ok || !answer.body) return answer;
    const count = new TransformStream({
      transform(chunk, controller) {
        loaded += chunk.length;
        postMessage({ type: "loading", share: Math.min(1, loaded / total) });
        controller.enqueue(chunk);
      },
    });
    return new Response(answer.body.pipeThrough(count), { status: answer.status, headers: answer.headers });
  };
}

// What a person reads of an error, its traceback left out.
const lastLine = (error) => String(error.message ?? error).trim().split("\n").pop();

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address.replace(/.*\//, "")} did not arrive (${answer.status})`);
  return answer;
}

async function open(notebook) {
  counting(await (await fetched(PYTHON + "size.json")).json());
  const course = fetched(PYTHON + "course.zip").then((answer) => answer.arrayBuffer());
  const source = fetched(`${COURSE}${notebook}.ipynb`).then((answer) => answer.text());
  const { loadPyodide } = await import(/* @vite-ignore */ PYTHON + "pyodide.mjs");
  const python = await loadPyodide({ indexURL: PYTHON });
  await python.loadPackage("numpy", { messageCallback() {} });
  python.unpackArchive(await course, "zip", { extractDir: "/course" });
  python.runPython("import sys; sys.path.insert(0, '/course')");
  return python.pyimport("lecturelib.page").NotebookPage(await source);
}

addEventListener("message", async ({ data }) => {
  let page;
  try {
    page = await (opened ??= open(data.notebook));
  } catch (error) {
    postMessage({ type: "failed", text: `${error.message ?? error}. Is the network there? Then check again.` });
    return;
  }
  postMessage({ type: "running" });
  try {
    postMessage({ type: "answer", value: JSON.parse(page[data.ask](...data.with)) });
  } catch (error) {
    if (error.name === "PythonError") postMessage({ type: "answer", value: { failed: lastLine(error) } });
    else postMessage({ type: "ended", text: lastLine(error) });
  }
});
