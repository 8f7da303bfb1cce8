"""Reports and comparisons as one HTML page that opens by itself and asks for nothing.

Reports: `text_blocks` cuts the text into blocks, `figures` fills the rows and marks (`markup` says what is safe),
`report_page` puts them together. Comparisons: `view_models` makes the sections, `charts` the pictures,
`comparison_page` puts them together. `translations` has the words of a language, `templates` fills those of assets/.
"""
