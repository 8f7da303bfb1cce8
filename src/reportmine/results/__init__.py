"""What reportmine has written → reports again, as far as the file holds them: figures without their text.

`tables` tells such files and reads their rows, a module-level function a format; `claims` makes claims of rows.
"""
