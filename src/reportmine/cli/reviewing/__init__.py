"""Checking figures in the terminal: what `reportmine review` shows, and what its keys do.

Read `state` (what a reader has said so far; no Textual), `place` (the file of corrections: where it is, loaded, saved),
`wrapping` and `wording` (lines of text and how they look), then `panes`, `editing`, `taking_in` and `app`, which draw
them with Textual and are imported only where it is installed.
"""
