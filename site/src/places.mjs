// Where the site's own files lie, whatever the path it is published under.

const STATIC = new URL("../", import.meta.url);

export const place = (path) => new URL(path, STATIC).href;

// The name of the notebook of this page, such as "05-lstm"; undefined where the page is none.
export const here = () => document.querySelector('meta[name="lecturelib-notebook"]')?.content;

export async function fetchJSON(path) {
  const answer = await fetch(place(path));
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}
