"""How Sphinx makes the pages. Everything they need lies beside them; nothing comes from elsewhere."""

project = author = html_title = "lecturelib"
language = "en"
extensions = ["myst_nb"]
exclude_patterns = ["_static"]
nb_execution_mode = "off"  # the outputs are in the notebooks
nb_merge_streams = True
nb_ipywidgets_js = {}  # the page's own script shows the widgets
nb_number_source_lines = False
myst_enable_extensions = ["dollarmath", "amsmath"]
myst_heading_anchors = 3
suppress_warnings = ["myst.header"]

html_theme = "sphinx_book_theme"
html_context = {"default_mode": "auto"}  # light or dark, as the reader's system is
html_favicon = "style/icon.svg"
html_theme_options = {
    "navbar_persistent": [],  # the search stands in the sidebar
    "use_download_button": False,
    "use_fullscreen_button": False,
    "show_toc_level": 2,
    "back_to_top_button": False,  # it lies on the text
    "footer_content_items": [],
}
html_css_files = [f"style/{name}.css" for name in ("pages", "dark", "front", "exercises")]
html_js_files = [("script/main.mjs", {"type": "module"})]
html_copy_source = html_show_sourcelink = html_show_sphinx = False
mathjax_path = "mathjax/tex-chtml.js"


def name_the_notebook(app, page, template, context, doctree):
    """The page's script reads from here which notebook it is on."""
    if doctree is not None:
        context["metatags"] = f'{context.get("metatags", "")}<meta name="lecturelib-notebook" content="{page}">'


def setup(app):
    app.connect("html-page-context", name_the_notebook)
