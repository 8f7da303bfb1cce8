"""Audits: what a report says about change and about sums, worked out again from the printed figures.

In come the features of one report's figures, and the pairs with last year's report where there is one; out go `Audit`s,
one for each stated figure at most.

Read in this order: `computations`, how a stated change is worked out; `growth`, whether it agrees with the figures;
`stated_changes`, which change is stated of which figures; `totals`, parts and their whole; `contradictions`, one metric
with two values; `rules`, which asks all of them.
"""
