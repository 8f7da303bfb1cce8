"""Excel workbooks.

`workbook` makes bytes of sheets, each with headings, kinds and rows, whatever they are of: `styles` says how cells
look, `layout` how wide columns and how high rows are, `cells` writes them. `claims` makes the sheets of reports,
`legend` the one that explains them. Comparisons have theirs in output/comparison/xlsx.py.
"""
