import pytest

from adapters.chats.console.inert import lines, one_line


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("plain", "plain"),
        ("[bold]not markup[/bold]", "[bold]not markup[/bold]"),
        ("a\x1b[31mred\x1b[0m", "ared"),
        ("a\x1b[2J\x1b[1;1Hb", "ab"),
        ("a\x9b31mb", "ab"),
        ("a\x1b]0;window title\x07b", "ab"),
        ("a\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\", "aclick"),
        ("a\x1bP1$r0m\x1b\\b", "ab"),
        ("never ended \x1b]8;;https://evil.example", "never ended 8;;https://evil.example"),
        ("a\x1bcb", "ab"),
        ("bell\x07, back\x08, null\x00, delete\x7f", "bell, back, null, delete"),
        ("over\rwritten", "over written"),
        ("two\nlines\u2028three\x85four", "two lines three four"),
        ("tab\tbed", "tab bed"),
        ("\u202egnp.exe\u202c \u2066x\u2069", "gnp.exe x"),
        ("zero\u200bwidth\u200d\u2060\ufeff \u00adsoft", "zerowidth soft"),
        ("heart \u2764\ufe0f", "heart \u2764"),
        ("41,99\u00a0\u20ac \u202f\u3000wide", "41,99 € wide"),
        ("half \ud83d sign", "half � sign"),
        ("包丁 naïve e\u0301", "包丁 naïve e\u0301"),
        ("", ""),
        ("\x1b[0m\u200b", ""),
    ],
)
def test_hostile_text_becomes_one_harmless_line(hostile, shown):
    assert one_line(hostile) == shown


def test_a_longer_text_keeps_its_lines_and_inner_blanks():
    assert lines("a  b\r\n\n  c\x1b[5m \n\n") == ("a  b", "", "  c")
