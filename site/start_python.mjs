// Python as the page has it, in Node.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

// folder: the site's folder "python". Returns the course's module that a page talks to.
export async function startPython(folder) {
  const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")));
  const python = await loadPyodide({ indexURL: folder + "/" });
  await python.loadPackage("numpy", { messageCallback() {} });
  python.unpackArchive(new Uint8Array(readFileSync(join(folder, "course.zip"))), "zip", { extractDir: "/course" });
  python.runPython("import sys; sys.path.insert(0, '/course')");
  return python.pyimport("lecturelib.page");
}
