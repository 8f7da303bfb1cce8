"""The words of a sentence with its figures among them → a `MetricName` for each figure: what it measures.

Read `context` (what may be seen of a figure), `clauses`, `noun_phrase` and `word_classes` (the grammar), `candidates`
(every text that could be the name), `rules` and `proposals` (which of them a rule would take), `features` (what speaks
for a candidate), `scoring` (how much), then `choosing`: the candidate that the learnt weights speak for most.
"""
