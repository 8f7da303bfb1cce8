"""Characters and ruled lines in their places on pages → paragraphs and tables.

In the order of the work: `glyphs` (what stands on a page) → `lines` → `ruled_tables` and `running_headers` → `columns`
(the reading order) → `aligned_tables` → `line_breaks` and `paragraphs` → `split_tables` (over page ends) and
`footnotes` → `assembling`, which calls all of them. Places are in points, from the upper left corner.
"""
