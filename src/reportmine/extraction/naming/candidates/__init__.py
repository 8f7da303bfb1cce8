"""A figure → its candidates: every stretch of words, earlier name or member of a list that could be its name.

Read `model`, then the makers: `stretches` (of its clause, of earlier ones, behind it), `lists` (members that are dealt
out) and `earlier_names` (names carried on).
"""
