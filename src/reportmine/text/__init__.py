"""Raw text → clean text with offsets → sections and sentences → words.

`aligned_text` is the ground: text in which every character knows its raw offset. In the order of the work:
`table_masking` takes the tables out, `line_joining` and the other steps of `cleaning` make the rest fit to be read,
`titles` finds title and year, `sections` the parts that review or plan, `sentences` and `segmenter` what stands in
them. Nothing here knows what a figure is.
"""
