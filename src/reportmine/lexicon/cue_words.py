"""The words around a figure and the part they play (words/cue_words.toml)."""

from __future__ import annotations

from reportmine.lexicon.loader import checked, toml
from reportmine.model import Direction

_TABLE = toml("words/cue_words.toml")


def _set(group: str, key: str = "words") -> frozenset[str]:
    return frozenset(checked(_TABLE[group][key], f"words/cue_words.toml, [{group}]"))


BRIDGE_WORDS = _set("bridge_words")
LIGHT_VERBS = _set("light_verbs")
FLOW_VERBS = _set("flow_verbs")
RISING = _set("rising")
FALLING = _set("falling")
RESULTATIVES = _set("resultatives")
GAP_VERBS: dict[Direction, frozenset[str]] = {"up": _set("gap_verbs", "up"), "down": _set("gap_verbs", "down")}
CAUSATIVES: dict[Direction, frozenset[str]] = {
    "up": _set("causatives", "up"),
    "down": _set("causatives", "down"),
}
CAUSATIVES_OF_COUNT = _set("causatives_of_count")
SHARE_WORDS = _set("share_words")
PLANNING_IN_CLAUSE = checked(_TABLE["planning_in_clause"]["words"], "words/cue_words.toml, [planning_in_clause]")
ATTRIBUTE_NOUNS = _set("attribute_nouns")
UNCOUNTED_NOUNS = _set("uncounted_nouns")
SUPERLATIVES = _set("superlatives")
CASUALTY_VERBS = _set("casualty_verbs")
THRESHOLDS = _set("thresholds")
RESPONSE_VERBS = _set("response_verbs")
AWARD_VERBS = _set("award_verbs")
MANNER_WORDS = _set("manner_words")
PERSON_NOUNS = _set("person_nouns")
VIEWPOINT_VERBS = _set("viewpoint_verbs")
NON_METRICS = _set("non_metrics")
MONOSYLLABIC_NOUNS = _set("monosyllabic_nouns")
PLANNING_WORDS = checked(_TABLE["planning_words"]["words"], "words/cue_words.toml, [planning_words]")
COMPLETION_WORDS = checked(_TABLE["completion_words"]["words"], "words/cue_words.toml, [completion_words]")
NOUNS_TAGGED_TIME = _set("nouns_tagged_time")
REPORTING_BODIES = _set("reporting_bodies")
SCOPE_WORDS = _set("scope_words") | REPORTING_BODIES
TIME_WORDS = _set("time_words")
GENERAL_NOUNS = _set("general_nouns")
QUANTITY_NOUNS = _set("quantity_nouns")
PEER_GROUPS = _set("peer_groups")
NOMINAL_SUFFIXES = _set("nominal_suffixes")
VERBAL_NOUNS = _set("verbal_nouns")
NAME_BOUNDARY = _set("name_boundary")
PREPOSITIONS = _set("prepositions")
ADVERBS = _set("adverbs")
PREDICATE_WORDS = _set("predicate_words")
