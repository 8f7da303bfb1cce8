"""Texts that look like reports, as strategies of Hypothesis: numerals, units, words, marks and noise, put together."""

from __future__ import annotations

from hypothesis import strategies as st

NUMERALS = (
    *("0", "1", "7", "12", "20", "2023", "3,208", "1 100.9", "5.6", "0.38", "１２", "３．５", "1e5", ".5", "007"),
    *("一", "两", "十", "百", "千", "万", "亿", "半", "零", "几", "数", "廿", "十七万三千", "两百零五", "二〇二三"),
    *("壹佰贰拾", "百分之八十五点一", "三分之二", "千分之三", "七成五", "九五折", "三四百", "一万三", "翻番", "负"),
    *("1.2万亿", "3千万", "4 兆", "5万4千6百", "首", "第", "第3", "10余万", "三万多", "上千", "1—6", "3-5", "1/3"),
)
# Longer or nearer to the ends of what numbers can be than any report has them.
ABSURD = (
    *("9" * 30, "1" + "0" * 400, "0." + "0" * 400 + "1", "9.9e99", "1e-999", "亿" * 12, "万" * 9, "百分之" * 6),
    *("四分之" + "8" * 60, "零分之一", "0/0", "1/0", "十" * 20, "1,000,00", "−5", "--3", "±0.5", "∞", "½", "③", "㊿"),
    *("٣", "𝟗", "१२", "兆" * 5, "２０２３－２０", "9999年", "0000年", "99月99日", "2023.13.32", "1" * 4400, "Ⅻ"),
)
UNITS = (
    *("个", "人次", "元", "万元", "%", "％", "‰", "个百分点", "倍", "番", "年", "月", "日", "时", "点", "号", "位"),
    *("平方公里", "微克/立方米", "元/吨", "吨标准煤", "千瓦时", "℃", "亩", "斤半", "期", "届", "次", "分", "成", "折"),
)
WORDS = (
    *("全年", "新增", "就业", "增长", "下降", "达到", "占", "约", "近", "超过", "不低于", "左右", "以上", "以内", "由"),
    *("到", "至", "分别", "其中", "每", "同比", "力争", "今后", "五年来", "规划", "会议", "统一", "十分", "一系列"),
    *("學習", "億", "萬", "館藏", "圖書", "PM2.5", "G20", "ISO", "电话", "图", "表", "《", "》", "“", "”", "第", "GDP"),
)
_PUNCTUATION = "，。、；：（）()[]\n \u3000\t—-~·+/:.,〔〕#￥"
MARKS = (*_PUNCTUATION, "\r\n", "\n\n", "<b>", "</b>", "<p>", "**", "[^1]", "— 3 —", "一、", "（二）")
NOISE = ("(dān)", "（wàn）", "(men)", "\u200b", "\ufeff", "\u2060", "\u00ad", "\u00a0", "\u202f")
FRAGMENTS = (*NUMERALS, *UNITS, *WORDS, *MARKS, *NOISE)
# What only a text at hand can hold, lines that are headings, and tables that are set in the text.
_ODD = (
    *("\ufffd", "\x00", "\x1b[31m", "\u202e", "\u2028", "\x85", "=1+1", "@SUM", "{{7*7}}", "']]>", "\U0001f600"),
    *("</script>", "<of-a-text>", "--><of-a-text>", '"><of-a-text>'),
)
_LINES = (
    *("2023年云屏市工作报告\n", "一、工作回顾\n", "（二）2024年计划\n", "第三章 目标\n", "附件1：\n", "单位：万元\n"),
    *("| 指标 | 2023年 | 增长 |\n| --- | --- | --- |\n", "| 培训 | 20场 | 5% |\n"),
    *("指标\t单位\t2023年\n", "产值\t亿元\t12.5\n", "其中：甲12人、乙8人，合计20人。", "由1人增加到2人，增长100%。"),
    *("分别为12人、13人、14人。", "占总数的三分之一；"),
)
PIECES = (*FRAGMENTS, *ABSURD, *_ODD, *_LINES)

any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
composed = st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join)
figures = st.lists(
    st.tuples(*(st.sampled_from(group) for group in (WORDS, NUMERALS, UNITS, MARKS))).map("".join), max_size=8
).map("".join)
wild = st.lists(
    st.one_of(*(st.sampled_from(group) for group in (FRAGMENTS, ABSURD, _ODD, _LINES, NUMERALS)), figures), max_size=40
).map("".join)
texts = st.one_of(any_text, composed, figures, wild)
