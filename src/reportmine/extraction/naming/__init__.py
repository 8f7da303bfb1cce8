"""The words of a sentence with its figures among them → a `MetricName` for each figure: what it measures.

Read `context` (what a rule may see), `clauses`, `noun_phrase` and `word_classes` (the grammar), `candidates` (the kinds
of places where a name may stand), then `ranking`: the rules in order, of which the first that answers decides.
"""
