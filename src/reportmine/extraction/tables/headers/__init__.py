"""Headers: the clean text of a cell goes in, and what it says of the numbers below or beside it comes out.

Read in this order: `times` and `units` (a period, a unit, each alone), `header` (all that a header may say), `steps`
(one function for each thing that it may say), `parser` (the steps in order), `roles` (headers over names, codes and
units).
"""
