"""A named figure in its clause → how it is meant: measure and direction, status, period, baseline, scope, topic.

Read `clause` (what a measure rule may see), `measure` with the rules of `change`, `status`, then `period`, `baseline`
and `scope`, which go by what the sentence names before the figure, and `topic`. Each has its rules in one tuple.
"""
