"""Tables: every number of a cell becomes a claim or a rejected number.

In come the tables that a reader found (`model.Table`: rows of spans of the raw text); out go claims and rejected
numbers in the order of the raw text (`claims.mine_tables`), and before that, for the cleaning of the prose, the cells
that are sentences (`Layout.prose`).

Read in this order: `headers` (what a text over or beside numbers says), `structure` (where headers, names and numbers
stand), `table_context` (what caption and section say for all of them), `rules` (what each number is), `claims`.
"""
