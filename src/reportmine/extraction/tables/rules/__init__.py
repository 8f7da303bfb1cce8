"""What a number of a table is: a `CellContext` goes in, and one conclusion of each decision comes out.

Read `cell_context` first (all that a rule may see), then the decisions in the order in which they are asked:
`rejection`, `names`, `measures` (with `change_units`), `units`, `status`, `periods`, and baseline and scope in
`context`. Each is an ordered tuple of `Rule`; the first that answers decides.
"""
