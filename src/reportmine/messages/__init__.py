"""What reportmine says to people: English templates with what changes in them, and their translations.

`message` holds a sentence until it is shown, `languages` tells which language a user reads, `catalogue` puts a message
into it. The translations lie in `locale/` as gettext files, made with `python docs/make_messages.py`.
"""
