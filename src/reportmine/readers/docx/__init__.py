"""A DOCX file → `Document`.

In the order of the work: `package` opens the archive and reads its XML, `styles` says what a style means, `numbering`
counts the lists, `paragraphs` makes the text of one paragraph, and `reader` walks through the body, its tables and
notes.
"""
