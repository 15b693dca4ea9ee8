// The editor of an exercise: CodeMirror with Python, and a way out by keyboard.

import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";

// label: what a screen reader calls it. whenChanged(text), whenChecked(): what happens on typing and on Ctrl-Enter.
export function makeEditor({ text, label, help, whenChanged, whenChecked }) {
  const check = { key: "Mod-Enter", run: () => (whenChecked(), true) };
  const view = new EditorView({
    doc: text,
    extensions: [
      keymap.of([check, ...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
      lineNumbers(),
      history(),
      drawSelection(),
      highlightActiveLine(),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      python(),
      indentUnit.of("    "),
      EditorState.tabSize.of(4),
      syntaxHighlighting(classHighlighter),
      EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": help, spellcheck: "false", tabindex: "0" }),
      EditorView.updateListener.of((update) => update.docChanged && whenChanged(view.state.doc.toString())),
    ],
  });
  return {
    element: view.dom,
    text: () => view.state.doc.toString(),
    // Undo brings the old text back.
    replace: (other) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: other } }),
    hasFocus: () => view.hasFocus,
  };
}
