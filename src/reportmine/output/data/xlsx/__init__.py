"""Excel workbooks.

`workbook` makes bytes of sheets, each with headings, kinds and rows, whatever they are of; `claims` makes the sheets
of reports. Comparisons have theirs in output/comparison/xlsx.py.
"""
