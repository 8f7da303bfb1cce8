"""The words around a figure and the part they play (words/cue_words.toml)."""

from __future__ import annotations

from reportmine.lexicon import domain_terms
from reportmine.lexicon.loader import checked, toml
from reportmine.model import Direction

_TABLE = toml("words/cue_words.toml")


def _listed(group: str, key: str = "words") -> tuple[str, ...]:
    return checked(_TABLE[group][key], f"words/cue_words.toml, [{group}]")


def _set(group: str, key: str = "words") -> frozenset[str]:
    return frozenset(_listed(group, key))


def _by_direction(group: str) -> dict[Direction, frozenset[str]]:
    return {"up": _set(group, "up"), "down": _set(group, "down")}


BRIDGE_WORDS = _set("bridge_words")
LIGHT_VERBS = _set("light_verbs")
FLOW_VERBS = _set("flow_verbs")
RISING = _set("rising")
FALLING = _set("falling")
RESULTATIVES = _set("resultatives")
GAP_VERBS = _by_direction("gap_verbs")
CAUSATIVES = _by_direction("causatives")
CAUSATIVES_OF_COUNT = _set("causatives_of_count")
SHARE_WORDS = _set("share_words")
PLANNING_IN_CLAUSE = _listed("planning_in_clause")
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
PLANNING_WORDS = _listed("planning_words")
COMPLETION_WORDS = _listed("completion_words")
NOUNS_TAGGED_TIME = _set("nouns_tagged_time")
REPORTING_BODIES = _set("reporting_bodies")
SCOPE_WORDS = _set("scope_words") | REPORTING_BODIES
TIME_WORDS = _set("time_words")
PERIOD_ENDS = _listed("period_ends")
GENERAL_NOUNS = _set("general_nouns")
ACCOUNT_HEADS = _set("account_heads")
QUANTITY_NOUNS = _set("quantity_nouns")
PEER_GROUPS = _set("peer_groups")
NOMINAL_SUFFIXES = _set("nominal_suffixes")
VERBAL_NOUNS = _set("verbal_nouns")
NAME_BOUNDARY = _set("name_boundary")
PREPOSITIONS = _set("prepositions")
ADVERBS = _set("adverbs")
PREDICATE_WORDS = _set("predicate_words")
BASELINE_ENDS = _set("baseline_ends")
SCOPE_OPENERS = _set("scope_openers")
DISTRIBUTIVES = _set("distributives")
COORDINATORS = _set("coordinators")
CONJUNCTIONS = _set("conjunctions")
COPULAS = _set("copulas")
IDENTITY_VERBS = _set("identity_verbs")
PRENUMERAL_WORDS = _set("prenumeral_words")
POSTNUMERAL_BOUNDS = _set("postnumeral_bounds")
NAME_BOUNDS = _set("name_bounds")
ROW_FILLERS = _set("row_fillers") | POSTNUMERAL_BOUNDS
PROCLITICS = _set("proclitics")
ENCLITICS = _set("enclitics")
AVERAGES = _set("averages") | domain_terms.AVERAGES
NEWNESS_PREFIXES = _listed("newness_prefixes")
LIST_VERBS = _listed("list_verbs")
YIELD_NOUNS = _set("yield_nouns")
CLAUSE_OPENERS = _set("clause_openers")
COMITATIVES = _set("comitatives")
COMPARISON_CLOSERS = _set("comparison_closers")
METRIC_ENDINGS = _listed("metric_endings")
MODIFIER_VERBS = _set("modifier_verbs")
DETERMINERS = _set("determiners")
PLAN_MODIFIERS = _set("plan_modifiers")
ACHIEVEMENT_VERBS = _set("achievement_verbs")
LOCALIZERS = _set("localizers")
PARTITIVES = _set("partitives")
BENEFACTIVES = _set("benefactives")
AMBIGUOUS_CHANGES = _set("ambiguous_changes")
RATE_OPENERS = _set("rate_openers") | PRENUMERAL_WORDS
BASELINE_TIMES = _set("baseline_times")
EARLIER_PERIODS = _set("earlier_periods") | BASELINE_TIMES
BASELINE_GAPS = _set("baseline_gaps")
COMPARATIVE_ADJECTIVES = _by_direction("comparative_adjectives")
RANKING_WORDS = _listed("ranking_words")
EQUATIVES = _set("equatives")
APPROXIMATORS = _set("approximators")
PERSON_ENDINGS = _listed("person_endings")
RATE_ENDINGS = _listed("rate_endings")
SHARE_FOLLOWERS = _set("share_followers") | POSTNUMERAL_BOUNDS
COMPARISON_OPENERS = (*_listed("comparison_openers"), *_listed("comitatives"))
STRONG_PLANNING = _set("strong_planning")
AIM_COMPARISONS = _set("aim_comparisons")
COMPLIANCE_WORDS = _set("compliance_words")
PLANNING_NOUNS = _set("planning_nouns")
MODALS = _set("modals")
STARTING_POINTS = _set("starting_points")
YEAR_LEADS = _set("year_leads")
INDICATOR_LEADS = _listed("indicator_leads")
FLOW_INITIALS = _listed("flow_initials")
TIME_BASES = _set("time_bases")
BOUNDS_OF_WHOLE = _set("bounds_of_whole")
NO_BOUNDS_OF_WHOLE = _set("no_bounds_of_whole")
BOUNDS_BEFORE_VERB = _set("bounds_before_verb")
