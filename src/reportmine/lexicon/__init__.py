"""Knowledge as data: CSV and TOML files → tables of words that the rules ask.

`loader` reads and checks the files of `data/`; beside it stands a module for each kind of table. `lexicon` puts those
together that users may add to, in a value that the stages of extraction hand on; `user/` reads the users' files, and
`catalogue` lists all that is known.
"""
