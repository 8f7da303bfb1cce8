"""A report and the numbers that are wanted → why each was read as it was: all rules, asked in full.

Read `model` (what an explanation says), `prose` (numbers in sentences; `names` and `measures` weigh once more,
and `feature_words` says what), `tables`; `catalogue` lists every rule of every decision with its example from
`examples`, `learned` what was learnt.
"""
