"""Matching: which figures of two reports measure the same thing.

In come the claims of two reports, out go `Match`es, one to one, with how sure they are and the number of their rivals.

Read in this order: `names`, metrics made alike; `told`, what a report says of values before; `features`, what is asked
of a claim; `evidence`, what speaks for a pair, and `weights`, how much; `matcher`, which candidates there are;
`assignment`, which of them are taken.
"""
