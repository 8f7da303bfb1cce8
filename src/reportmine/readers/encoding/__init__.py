"""Bytes of text → characters and the name of their encoding.

`plausibility` says how Chinese a text looks; `detection` tries the encodings of Chinese and takes the most plausible.
"""
