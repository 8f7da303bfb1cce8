"""A file a subcommand: arguments go in, the functions of the library are called, text or bytes go out.

Each file holds the help of its command, the function that Click calls, and nothing that another command needs.
"""
