"""A table that a reader changed in a spreadsheet → corrections.

`changes` compares its cells with the report's reading; `files` reads the workbook or CSV, `headed` finds its columns,
`owners` the report of a row, `cells` says what a cell means, `check_marks` what a reader wrote beside a figure.
`workbooks` tells what only workbooks have, `printed` the figure in the unit that its report prints.
"""
