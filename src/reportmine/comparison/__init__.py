"""Comparing: two reports and more side by side, one report against itself.

In come `Report`s as extraction gives them. Out go frozen values of `model`: a `Comparison` (pairs with their changes,
audits, targets, what only one report has, warnings), a `Series` for more than two reports, a tuple of `Audit`s for one.
Nothing here reads a file or writes one.

Read in this order: `model`, the values; `rule`, how a decision is said; `messages`, what is said to the reader;
`words`, `years`, `unit_conversion`, `intervals` and `rounding`, the ground that all stand on; `matching/`, which
figures are a pair; `changes`, how far a pair has moved; `audits/`, what a report states, worked out again; `verdicts`
and `targets`, what was promised; `comparability`, what speaks against it all; `pairwise` and `series`, which put it
together; `selection`, what the reader asked for. `panel/` stands by itself: one figure of many bodies over years.
"""
