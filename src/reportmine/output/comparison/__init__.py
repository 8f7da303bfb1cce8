"""Comparisons, series and audits in every format: a `Result` goes in, text or bytes come out.

Read `result`, then the two shapes between: `grid`, the flat table that `csv`, `parquet`, `sqlite` and `xlsx` write
(the last two also as people look at it, by `sheets`), and `sections`, the tables of rows that `terminal` and `markdown`
draw, with `cell_text` for what a cell has room for. `json` writes documents. The page stands in output/html/.
"""
