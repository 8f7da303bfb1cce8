"""The steps that a header is read by: each takes a `Header` and returns it with what it understood taken from the name.

`marks` takes away what stands around a name, `measures` reads kinds of number and their units, `context` reads what is
planned or done, times, sums and places. Their order stands in `headers.parser.HEADER_STEPS`.
"""
