"""The rules that conclude when a figure is, asked from top to bottom; a figure that none answers for has no period."""

from __future__ import annotations

from reportmine.extraction.attributes.period.evidence import SentenceTimes, TimeEvidence, time_evidence, usual_year
from reportmine.extraction.attributes.period.mentions import COUNT
from reportmine.extraction.rule import Conclusion, Rule, noted
from reportmine.lexicon.patterns import pattern
from reportmine.model import Note, Section, Status
from reportmine.text.report_years import Years


def period_of(times: SentenceTimes, at: int, section: Section, status: Status, years: Years) -> Note | None:
    """The period of the figure at `at`: a year, a span of years or a part of a year, with the rule that found it.

    >>> from reportmine.extraction.attributes.period.mentions import times_in
    >>> from reportmine.model import Span
    >>> heading, years = Section(Span(0, 0), "", "review", 2022), Years(2023, 2022)
    >>> note = period_of(SentenceTimes(times_in("上半年增长1.7%，三季度增长2%")), 14, heading, "actual", years)
    >>> note.value, note.rule, note.evidence
    ('2022-Q3', 'part of a year', '三季度')
    >>> period_of(SentenceTimes(times_in("普及率由2020年的90%提高到95%")), 16, heading, "actual", years).value
    '2022'
    """
    return noted("period", PERIOD_RULES, time_evidence(times, at, section, status, years))


def _usual(evidence: TimeEvidence) -> int | None:
    return usual_year(evidence.section, evidence.status, evidence.years)


def _dealt_out(evidence: TimeEvidence) -> Conclusion[str] | None:
    return (evidence.dealt, "") if evidence.dealt else None


def _year_before(evidence: TimeEvidence) -> Conclusion[str] | None:
    usual = evidence.year or _usual(evidence)
    return (str(usual - 1), evidence.said) if evidence.before and usual else None


def _where_it_starts(evidence: TimeEvidence) -> Conclusion[str] | None:
    return ("", evidence.starts) if evidence.starts else None


def _yearly(evidence: TimeEvidence) -> Conclusion[str] | None:
    if not evidence.yearly or evidence.span or evidence.part:
        return None
    if evidence.first and evidence.year and evidence.first < evidence.year:
        return f"{evidence.first}/{evidence.year}", evidence.yearly
    return (evidence.years.span, evidence.yearly) if evidence.years.span and evidence.status == "target" else None


def _span_named(evidence: TimeEvidence) -> Conclusion[str] | None:
    return (evidence.span, evidence.said) if evidence.span else None


def _part_named(evidence: TimeEvidence) -> Conclusion[str] | None:
    year = evidence.year or _usual(evidence)
    return (f"{year}-{evidence.part}", evidence.said) if evidence.part and year else None


def _year_named(evidence: TimeEvidence) -> Conclusion[str] | None:
    return (str(evidence.year), evidence.said) if evidence.year and not evidence.part else None


def _year_of_paragraph(evidence: TimeEvidence) -> Conclusion[str] | None:
    year = evidence.paragraph
    ahead = year is not None and evidence.status == "actual" and year > (evidence.years.covered or year)
    return (str(year), "") if year and not ahead else None


def _span_of_heading(evidence: TimeEvidence) -> Conclusion[str] | None:
    covered = evidence.years.covered
    if not evidence.section.back or evidence.status != "actual" or not covered or evidence.part:
        return None
    return f"{covered - evidence.section.back}/{covered}", evidence.section.title


_YEARS_AHEAD = pattern("(?:今后|未来|接下来)的?([两三五十2-5])年")


def _span_of_plan(evidence: TimeEvidence) -> Conclusion[str] | None:
    if evidence.status != "target" or evidence.section.kind != "plan" or evidence.part or not evidence.years.report:
        return None
    ahead = _YEARS_AHEAD.search(evidence.section.title)
    return (f"{evidence.years.report}/{evidence.years.report + COUNT[ahead[1]]}", ahead.group()) if ahead else None


def _year_of_heading(evidence: TimeEvidence) -> Conclusion[str] | None:
    return (str(evidence.section.year), evidence.section.title) if evidence.section.year else None


def _part_of_report(evidence: TimeEvidence) -> Conclusion[str] | None:
    years = evidence.years
    if not years.part or evidence.said or evidence.status != "actual" or not years.covered:
        return None
    return f"{years.covered}-{years.part}", ""


def _year_of_report(evidence: TimeEvidence) -> Conclusion[str] | None:
    usual = _usual(evidence)
    return (str(usual), "") if usual else None


PERIOD_RULES: tuple[Rule[TimeEvidence, Conclusion[str], None], ...] = (
    Rule("dealt out", "2022年和2023年分别为: each figure of the row has the time of its place", _dealt_out),
    Rule("year before", "上年的3家: right before the figure, the year before its own", _year_before),
    Rule(
        "where it starts",
        "由3万册增加到5万册: no time is named for the first, and it is not the last's",
        _where_it_starts,
    ),
    Rule("yearly average", "年均, 每年: over the years that the sentence names, or that the plan covers", _yearly),
    Rule("span of years", "2019—2023年, 五年来: named last before the figure", _span_named),
    Rule("part of a year", "上半年, 三季度, 1—6月: of the year named with it, or of the usual one", _part_named),
    Rule("year in the sentence", "2023年, 今年, 目前: named last before the figure, and not compared", _year_named),
    Rule(
        "year of the paragraph",
        "2022年，…… opens the paragraph, and nothing behind it names another",
        _year_of_paragraph,
    ),
    Rule(
        "span of the heading", "过去五年工作回顾: what was reached in the years that it looks back on", _span_of_heading
    ),
    Rule("span of the plan", "今后五年的主要任务: what is planned for the years that the heading names", _span_of_plan),
    Rule("year of the heading", "2024年工作安排: for all that names no time", _year_of_heading),
    Rule(
        "part of the report", "2023年上半年总结: what was reached in the part of a year that it covers", _part_of_report
    ),
    Rule("year of the report", "what was reached in the year it covers, what is planned for its own", _year_of_report),
)
