"""Clean text → `Quantity`s in order: the number's value, its unit, range, qualifier and exact span.

Read `numerals` (characters → a value), `parser` (the walk over the text), then what a number is joined with, in the
order of the walk: `fractions`, `ranges`, `units`, `qualifiers`. They hand on a `builder.QuantityBuilder`. `normalize`
writes quantities as claims show them. Nothing here asks what a number means.
"""
