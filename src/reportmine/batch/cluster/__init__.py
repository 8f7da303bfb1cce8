"""A batch on many machines: `files` is the function that every engine runs, `listing` finds the files, `ray` runs it.

Nothing in it depends on which machine works on which files, so that all engines give the same rows.
"""
