"""Matching: which figures of two reports measure the same thing.

In come the claims of two reports, out go `Match`es, one to one, with their likeness and the number of their rivals.

Read in this order: `names`, metrics made alike; `features`, what is asked of a claim; `likeness`, how alike two of them
are; `matcher`, which candidates there are and which of them are taken.
"""
