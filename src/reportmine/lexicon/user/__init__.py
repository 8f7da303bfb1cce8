"""The words of users: a TOML file → a `UserLexicon`, and all that is wrong with the file.

`model` has the values, `entries` the form of the file, `validation` what may stand in it, `loader` reads it. What the
words do to the product's tables stands in `lexicon.lexicon`.
"""
