"""A quantity and the characters beside it → why it is no figure, or None: it is one.

Read `window` (what a rule may see), `rules` (all rules in order, each with its label), then the rules by kind:
`times`, `ordinals`, `names`, `identifiers`, `layout_marks`, `bare_numbers`, `user_phrases`. Their words are data
(rules/rejections.toml, rules/time_words.toml).
"""
