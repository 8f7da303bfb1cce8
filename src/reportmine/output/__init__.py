"""Results become text and bytes: pure functions from reports, comparisons and lists, and one place that writes files.

In come the values of model/ and comparison/; out go strings or bytes, which `files` writes whole or not at all. Read
`schema` first (the fields, each declared once), then `registry` (every format, a row each) and `filtering`; then the
folders by what they write: `data/` for programs, `terminal/` for the screen, `comparison/`, and `html/` for the page.
"""
