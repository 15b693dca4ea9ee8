"""What the browser tests share: a Chromium, and a bare page that shows a widget without Jupyter."""

import json

import pytest
from browser import open_chromium

PAGE = """<!doctype html><meta charset="utf-8"><style>%s</style><div id="el"></div>
<script type="module">
  const state = %s, heard = [];
  const model = {
    get: name => state[name],
    set(name, value) { state[name] = value; heard.filter(([n]) => n === `change:${name}`).forEach(([, f]) => f()); },
    on: (name, f) => heard.push([name, f]),
    off: (name, f) => heard.splice(heard.findIndex(([n, g]) => n === name && g === f), 1),
    save_changes: () => { window.saved = {...state}; },
  };
  const script = URL.createObjectURL(new Blob([state._esm], {type: "text/javascript"}));
  const module = await import(script);
  const leave = module.default.render({model, el: document.getElementById("el")});
  window.leave = () => { leave(); return heard.length; };
</script>"""


@pytest.fixture(scope="module")
def chromium():
    with open_chromium() as browser:
        yield browser


@pytest.fixture
def show(chromium):
    """Show a widget on a bare page, without Jupyter and without a kernel; fails on any error of the script."""
    page, errors = chromium.new_page(viewport={"width": 800, "height": 1000}, reduced_motion="reduce"), []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def show_on_page(widget):
        state = {name: value for name, value in widget.get_state().items() if name != "layout"}
        page.set_content(PAGE % (state["_css"], json.dumps(state).replace("</", r"<\/")))
        page.wait_for_selector(".takeaway")
        return page

    yield show_on_page
    page.close()
    assert errors == []
