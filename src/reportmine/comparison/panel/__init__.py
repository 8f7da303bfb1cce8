"""One figure of many bodies over some years: reports → a `Panel`, a row a body and a column a year.

In come `Report`s, one after the other; only what is asked for is kept of each (`evidence`). Out goes a frozen `Panel`.
Read in this order: `model`, the values; `evidence`, what is kept of a report; `wanted`, which figures are asked for;
`bodies`, which reports are of one body; `preferences`, which of several figures a cell shows; `units`; `building`,
which puts it together; `near_names`, for when nothing fits.
"""
