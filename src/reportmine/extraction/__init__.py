"""Clean text and tables → claims and rejected numbers, each with the notes that say why.

In the order of the work: `quantities` (what is written), `rejection` (which of it is no figure), `tokens` (the words of
a sentence, with its figures among them), `naming` (what each figure measures), `attributes` (how it is meant: measure,
status, period, baseline, scope, topic), and `claims`, which puts them together; `tables` does the same for cells.
`explain` asks all rules again. Every decision is an ordered tuple of rules (`rule`); `report_context` holds what is
true for the whole report, `mentions` what a pattern finds in a sentence, `positions` lines and pages.
"""
