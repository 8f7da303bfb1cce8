"""A PDF file → `Document`.

`glyphs` takes the characters and drawn lines of a page, `reader` has `readers/pages` make text and tables of them.
"""
