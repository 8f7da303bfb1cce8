"""Excel workbooks and CSV files → `Document`.

`number_formats` shows a number as its cell does, `regions` cuts a sheet of cells into paragraphs and tables; `xlsx`
and `delimited` are the readers, each with its own way to the cells.
"""
