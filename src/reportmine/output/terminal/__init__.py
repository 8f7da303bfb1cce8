"""What people read on a screen or on paper: tables, explanations, rules and lists in terminal cells.

`canvas` is what is drawn on and `cells` lays out text of which a Chinese character takes two cells; `paragraphs` wraps
prose. On them stand a module for each thing that is drawn: claims, quantities, explanation with naming,
rules, learned, lexicon. Each takes values and a `Screen` and gives one string.
"""
