"""What people read on a screen or on paper: tables, explanations, rules and lists in terminal cells.

`canvas` is what is drawn on, for a reader of some language; `cells` lays out text of which a Chinese character takes
two cells, `paragraphs` wraps prose, and `wording` says what columns and values are called. On them stand a module for
each thing that is drawn: claims, quantities, explanation with naming, rules, learned, lexicon, corrections. Each takes
values and a `Screen` and gives one string.
"""
