"""JSON of all that is found: a module for each thing, its records as plain dicts, written by json's own encoder.

`claims` has what the others share: the record of a claim, a document with a line an item, a value as one line. Then
`quantities`, `explanation`, `rules`, `learned` and `lexicon`.
"""
