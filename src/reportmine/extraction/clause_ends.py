"""The marks at which a clause ends, asked of the one character beside a number; the edge of the text is one."""

from __future__ import annotations

CLAUSE_ENDS = frozenset(("，", "。", "；", "、", "！", "\n", "", "：", "）", "”", ",", ";", ")", "？", "’", "」", "|"))
