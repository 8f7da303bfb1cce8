"""The time that a figure is of. In the order of reading: the times that a sentence names (`mentions`), those of them
that it deals out to the figures of a list (`dealing`), all of it put together for one figure (`evidence`), and the
rules that conclude from it (`rules`)."""
