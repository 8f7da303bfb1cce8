"""One figure among the words of its sentence → the name that a rule proposes for it, or None.

Read `preceding` (the noun phrase before a figure; `phrase_end` and `phrase_start` find its bounds) and `following` (the
counted noun behind it): both are found for every figure. The functions of the other modules are rules of
`proposals`: `adjacent` (those phrases, labels, brackets, verbs), `predicates` (what is said of those counted),
`coordination` (lists and rows), `carried_over` (what was spoken of before), `item` (heads of paragraphs). None of them
decides.
"""
