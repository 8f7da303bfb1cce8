"""Reports as an SQLite database that keeps what other runs have put into it.

`schema` makes the tables and the view `figures` of the columns that all formats have; `database` puts reports there,
new or again, as bytes or into a file.
"""
