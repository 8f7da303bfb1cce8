"""What a reader put right: a file of corrections, tied to a report, and the report as it is with them.

Read `model`, then `file` (JSON text ↔ corrections, and all that is wrong with it), `applying` (corrections and a report
→ the corrected report, and what no longer fits; `places` finds where each belongs), `carrying` (what a file comes to
for the report of today), `queue` (what to check first), `making` (a claim and its new fields → a correction), `tables`
(a table that a reader changed → corrections), `learning` (what many corrections say for a user's lexicon).
"""
