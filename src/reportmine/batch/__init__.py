"""Thousands of reports into one file, by several processes, so that nothing is lost whatever happens.

`running` does the whole of it: what is found is handed to workers, each of which makes a piece of a report (`task`,
`forms`); the pieces are kept in a state file beside the output (`state`), and at the end the output and its ledger are
put together from there, in the order of the input. `fingerprint` tells whether a piece was made in the same way.
"""
