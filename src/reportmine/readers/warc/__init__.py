"""WARC files, in which crawlers and web archives keep what servers answered: records → the reports in them.

`sniffing/warc.py` tells the file, `records` takes it apart, `answers` a server's answer, `reading` reads one.
"""
