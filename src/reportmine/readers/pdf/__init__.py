"""A PDF file → `Document`.

In the order of the work: `glyphs` (characters and drawn lines of a page) → `lines` → `ruled_tables` and
`running_headers` → `columns` (the reading order) → `aligned_tables` → `line_breaks` and `paragraphs` → `split_tables`
(over page ends) and `footnotes` → `reader`, which calls all of them. Places are in points, from the upper left
corner.
"""
