"""The bytes of a file → what it is, whatever its name says.

`office` tells PDF, and the kinds of ZIP and OLE files that office programs write; `markup` tells HTML, MHT and
Markdown; `unsupported` names the formats that are known and not read. All are asked by `readers.registry` or a
reader, and know nothing of how a format is read.
"""
