"""Audits: what a report says about change and about sums, worked out again from the printed figures.

In come the features of one report's figures, and the pairs with last year's report where there is one; out go `Audit`s,
one for each stated figure at most.

Read in this order: `computations`, how a stated change is worked out; `growth`, whether it agrees with the figures, and
whether it is surely wrong where it does not; `statements`, which change is stated of which figure; `table_rows` and
`stated_changes`, from which earlier figure it is worked out; `brackets` and `totals`, parts and their whole;
`contradictions`, one metric with two values; `rules`, which asks all of them.
"""
