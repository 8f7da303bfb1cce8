"""A Markdown file → `Document`, whose text is the file itself.

`markup` finds what is none of the report in a line, `tables` the cells between bars and in HTML, and `reader` puts
both together with the headings and blocks that markdown-it tells.
"""
