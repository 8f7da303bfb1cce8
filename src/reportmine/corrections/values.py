"""What the fields of a correction may hold but for choices (model/schema.py): numbers, periods."""

from __future__ import annotations

from reportmine.lexicon.patterns import pattern

NUMBERS = frozenset(("value", "value_max"))

# Plain digits, as tables show them: more than any number of a report that is read has (quantities/numerals.py).
VALUE_FORM = r"-?[0-9]{1,400}(?:\.[0-9]{1,400})?"
VALUE = pattern(VALUE_FORM)

_TIME = r"[0-9]{4}(?:-(?:H[12]|Q[1-4]|(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?))?"
PERIOD_FORM = f"{_TIME}(?:/{_TIME})?"
PERIOD = pattern(PERIOD_FORM)
