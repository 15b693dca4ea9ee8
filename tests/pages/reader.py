"""Somebody who reads the site: opens pages, types answers, presses buttons, and notes what was asked of the network."""

START = 120_000  # ms for Python's start and a check on a busy machine


class Reader:
    """A browser of one's own. away: requests elsewhere, and what the policy refuses; errors: what scripts failed
    with."""

    def __init__(self, chromium, address, **options):
        self.address, self.away, self.errors = address, [], []
        self.context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}} | options)
        self.context.on("request", self._note)
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._note_what_is_refused)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()

    def _note(self, request):
        if not request.url.startswith((self.address, "blob:", "data:")):
            self.away.append(request.url)

    def _note_what_is_refused(self, message):
        """The policy stops a request before it is made; the console says so."""
        if "Content Security Policy" in message.text:
            self.away.append(message.text)

    def open(self, name):
        """A page, its scripts done with what they do at once."""
        self.page.goto(f"{self.address}{name}.html", wait_until="networkidle")
        return self.page

    def walk_through(self):
        """Scroll to the end, so that every editor is made."""
        for cell in self.page.locator('[class*="tag_id-"]').all():
            cell.evaluate("(cell) => cell.scrollIntoView()")
        self.page.wait_for_load_state("networkidle")

    def exercise(self, name):
        """The exercise's part of the page, its editor there."""
        box = self.page.locator(f'section.lecture-exercise[aria-label^="exercise {name},"]')
        if not box.count():
            self.page.locator(f'[class*="tag_id-"]:has-text("def {name}(")').first.scroll_into_view_if_needed()
        box.locator(".cm-content").wait_for()
        return box

    def type(self, name, text):
        """Put a text in the place of what stands in the editor."""
        self.exercise(name).locator(".cm-content").click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(text)

    def check(self, name, text=None):
        """Type an answer, if one is given, and check it with Ctrl-Enter. Returns the verdict's status and its words."""
        box = self.exercise(name)
        if text is not None:
            self.type(name, text)
        box.locator(".cm-content").press("ControlOrMeta+Enter")
        done = "(box) => !box.querySelector('.lecture-check').disabled"
        self.page.wait_for_function(done, arg=box.element_handle(), timeout=START)
        said = box.locator(".lecture-verdict")
        return said.get_attribute("data-status"), said.inner_text()
