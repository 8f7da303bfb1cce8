"""The structure of tables: a grid of spans goes in, and every number comes out with the headers over and beside it.

Read in this order: `cells` (clean text, numbers, kind), `rows` (headers, numbers, banners), `columns` (names, numbers,
units, codes), `layout` (blocks under one set of headers, and the cells that are prose), `outline` (which row is a part
of which), `header_paths` (the names of columns and rows), `headed_cells` (the numbers with all of it).
"""
