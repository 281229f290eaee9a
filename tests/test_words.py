"""The interface speaks English too: no word of it stands outside the catalogue."""

import re
from pathlib import Path

import pytest
from django import forms
from django.urls import get_resolver
from django.utils.functional import Promise

from tests.catalogue import (
    COMPILED,
    PACKAGE,
    VIETNAMESE,
    Message,
    catalogue,
    compiled,
    entries,
    fillings,
    in_python,
    in_template,
    modules,
    place_of,
    raw_in,
    raw_in_python,
    raw_in_template,
    said_by,
    scripts,
    speaking,
    templates,
)

# Vietnamese that is no word of the interface, file by file, and why it stays.
NO_INTERFACE = {
    "testing.py": "makers of examples",
    "cli.py": "the command line speaks Vietnamese",
    "cli_documents/*": "the command line speaks Vietnamese",
    "cli_statistics/*": "the command line speaks Vietnamese",
    "statistics/rules/workbooks/template.py": "workbooks go out in the language of the office",
    "config/backup.py": "commands of the one who runs the site",
    "config/safety.py": "commands of the one who runs the site",
    "kernel/keys.py": "the alphabet",
    "kernel/actor.py": "names written into the log",
    "notices/rules/letters.py": "letters go out in the language of the office",
    "documents/rules/sheet.py": "workbooks go out in the language of the office",
    "documents/rules/times.py": "a paper made up to have a deadline read",
    "programmes/rules/asking.py": "read in the words of a paper",
    "programmes/rules/consolidating.py": "sentences of reports",
    "programmes/rules/letters.py": "letters go out in the language of the office",
    "programmes/rules/papers.py": "papers go out in the language of the office",
    "programmes/rules/sentences.py": "sentences of reports",
    "programmes/rules/sheet.py": "workbooks go out in the language of the office",
    "programmes/rules/tellings.py": "notices are written down in the language of the office",
    "statistics/queries/sum_sheets.py": "workbooks go out in the language of the office",
    "statistics/queries/series_sheets.py": "workbooks go out in the language of the office",
    "statistics/rules/population.py": "stands in formulas like the code of a form",
    "statistics/rules/targets.py": "read in the words of a paper",
    "documents/rules/letters.py": "papers go out in the language of the office",
    "statistics/rules/board_sheet.py": "workbooks go out in the language of the office",
    "statistics/rules/letters.py": "letters go out in the language of the office",
    "statistics/rules/reminders.py": "notices are written down in the language of the office",
    "statistics/rules/finding_sheet.py": "workbooks go out in the language of the office",
    "statistics/rules/sheet.py": "workbooks go out in the language of the office",
    "statistics/rules/cause_sheet.py": "workbooks go out in the language of the office",
    "statistics/rules/tellings.py": "notices are written down in the language of the office",
    "statistics/rules/indicator_sheet.py": "workbooks go out in the language of the office",
    "statistics/rules/narrative/*": "read in the words of a report",
    "statistics/templates/statistics/paper.html": "forms are printed in the language of the law",
    "organisations/loading.py": "names of the units that come with the site",
}
# Words that every language keeps, and titles of what goes out.
KEPT_WORDS = {
    "config/settings.py": {"Tiếng Việt"},
    "accounts/services/passkeys.py": {"Công tác", "Khóa truy cập"},  # kept in the device
    "accounts/services/keys.py": {"Phần mềm"},  # the post under which the log names a program
    "accounts/rules/sheet.py": {"có", "không", "Người dùng"},  # cells of a workbook, its sheet
    "accounts/queries.py": {"Bộ Tư pháp", "Sở Tư pháp Ninh Thuận"},  # names of units
    "accounts/views/sheets.py": {"Người dùng và chức vụ ngày "},  # the title of a workbook
    "statistics/rules/causes.py": {"minh chứng"},  # read in the note of a relation
    "statistics/rules/provisions.py": {"%"},  # the measure of a norm
    "documents/forms.py": {r"đề nghị\s+(?=\S)"},  # read in what a person typed
    "documents/models.py": {"Văn bản", " số "},  # what documents are called
    "documents/rules/explained.py": {"không"},  # read in the pages of the rules
    "documents/rules/words.py": {"Đề nghị "},  # typed before an agency, and read there
    "documents/services.py": {"Không đọc được ", "Bản đọc đang chờ soát.", "Đã đọc xong "},  # told
    "organisations/views/sheets.py": {"Danh mục đơn vị vào ngày "},  # the title of a workbook
    "organisations/rules/sheet.py": {"Đơn vị"},  # the name of its sheet
    "programmes/models/tasks.py": {  # what programmes are called
        "Văn bản",
        " số ",
    },
    "programmes/queries/asking.py": {  # titles of reports
        "Báo cáo ",
        "Báo cáo kết quả thực hiện ",
    },
    "documents/queries.py": {  # lines of a letter
        "Như trên",
        "Lưu: VT",
        "Ủy ban nhân dân ",
    },
    "programmes/rules/entries.py": {  # read in what a person typed
        "đề nghị ",
    },
    "programmes/rules/reports.py": {  # read in the name of a post
        "phó",
    },
    "programmes/rules/requests.py": {  # headings of reports
        "I. Kết quả thực hiện nhiệm vụ",
        "II. Số liệu theo chương trình, kế hoạch",
        "III. Khó khăn, vướng mắc",
        "IV. Đề xuất, kiến nghị",
        "V. Phương hướng, nhiệm vụ kỳ tới",
    },
    "programmes/rules/rows.py": {  # typed before an agency
        "Đề nghị ",
    },
    "programmes/services/cascade.py": {  # a type of documents
        "Kế hoạch",
    },
    "programmes/services/figures.py": {" (bản "},  # kept beside a sentence of a report
    "programmes/services/handing_over.py": {  # told, and written into the history
        "Bàn giao cho ",
    },
    "programmes/services/receiving.py": {  # told, and written into the history
        " đôn đốc gửi báo cáo: {title}",
        "Hạn gửi ",
    },
    "programmes/services/reports.py": {  # told, and written into the history
        "Báo cáo chờ kiểm tra: {title}",
        "Báo cáo chờ ký: {title}",
        "Báo cáo phải soạn lại: {title}",
        "{unit} gửi báo cáo: {title}",
        "Báo cáo của {unit} được chuyển đến: {title}",
        "Báo cáo đã được chuyển tiếp: {title}",
        "Báo cáo bị trả lại: {title}",
        "Báo cáo đã được tiếp nhận: {title}",
    },
    "programmes/services/requests.py": {  # told, and written into the history
        "Dự thảo yêu cầu báo cáo kỳ tiếp theo chờ bạn xem và gửi: ",
        " yêu cầu báo cáo: ",
        "Hạn gửi ",
        "Hạn gửi báo cáo đổi thành {day}: {title}",
        "Thôi yêu cầu báo cáo: {title}",
        "Bàn giao cho ",
    },
    "programmes/services/telling.py": {  # told, and written into the history
        " đã lập chương trình thực hiện ",
    },
    "documents/templates/documents/_paper.html": {  # a type of documents
        "Công văn",
    },
    "programmes/views/cascade.py": {  # a first name of a programme
        "Thực hiện ",
        " tại ",
    },
    "programmes/views/tasks.py": {  # titles of workbooks
        "Nhiệm vụ, tính đến ngày ",
    },
    "statistics/rules/form_files.py": {"thuyết minh|explanation", "ghi chú"},  # read in files
    "statistics/rules/forms.py": {  # units of measure, read in files
        "tuổi",
        "đồng",
        "nghìn đồng",
        "triệu đồng",
        "tỷ đồng",
        "giờ",
    },
    "statistics/rules/workbooks/filled.py": {  # read in workbooks
        r"Biểu số:\s*(.+?)(?:\s*\((?:Thông tư|TTLT|Quyết định|unverified).*)?$"
    },
    "statistics/rules/submissions.py": {"phó"},  # read in the name of a post
    "statistics/rules/tiles.py": {"Hoàng|Sa", "Trường|Sa"},  # names of places
    "statistics/queries/indicator_pages.py": {"Sở Tư pháp "},  # taken off the names of units
    "statistics/views/indicators.py": {"Nguồn: "},  # a line of a workbook
    "statistics/services/quoting.py": {  # told
        "Số liệu trích dẫn đã đổi: ",
        " thành ",
        " ở bản ",
        "ngày ",
    },
    "statistics/forms/feeds.py": {"linh_vuc = Hình sự; gioi_tinh = Nữ"},  # how a person types
    "statistics/services/feeds.py": {"Có số liệu từ ", " cho biểu "},  # told
    "statistics/services/urging.py": {" đôn đốc gửi ", " biểu thống kê"},  # told
    "statistics/services/uploads.py": {"tệp "},  # written into the history
    "statistics/services/submissions.py": {  # told, and written into the history
        "Biểu trả về để nhập lại: {form}",
        "Biểu chờ kiểm tra: {form}",
        "{unit} gửi biểu {form}",
        "Đã tiếp nhận biểu {form}",
        " ô thay đổi",
        "Biểu chờ ký: {form}",
        "Đã mở khóa biểu {form}",
        "Biểu đã ký, chờ gửi: {form}",
        "Biểu bị trả lại: {form}",
    },
}
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w*[^{}]*\}|%%|%[sd]")


def is_interface(path: Path) -> bool:
    place = Path(place_of(path))
    return not any(place.match(pattern) for pattern in NO_INTERFACE)


def test_no_word_of_the_interface_stands_outside_the_catalogue() -> None:
    outside = [
        f"{place_of(path)}: {words}"
        for path in speaking()
        if is_interface(path)
        for words in raw_in(path)
        if words not in KEPT_WORDS.get(place_of(path), set())
    ]
    assert not outside


def test_scripts_say_only_what_templates_hand_them() -> None:
    assert scripts()
    talking = [path.name for path in scripts() if VIETNAMESE.search(path.read_text("utf-8"))]
    assert not talking


def test_every_word_of_the_interface_has_its_english() -> None:
    english = entries(catalogue())
    lacking = [
        f"{place}: {message.id}"
        for message, place in said_by(speaking())
        if not all(english.get(message, [""]))
    ]
    assert not lacking, "run `make words` and write the English"


def test_the_english_keeps_the_places_of_names_and_figures() -> None:
    wrong = [
        message.id
        for message, said in entries(catalogue()).items()
        for words in said
        if set(PLACEHOLDER.findall(words)) != set(PLACEHOLDER.findall(message.id))
    ]
    assert not wrong


def test_every_place_for_a_name_or_figure_is_filled() -> None:
    wrong = [
        f"{place_of(path)}: {words}"
        for path in modules()
        for words, places, filled in fillings(path.read_text(encoding="utf-8"))
        if words and places != filled
    ]
    assert not wrong


def test_the_english_is_english() -> None:
    left = [
        words for said in entries(catalogue()).values() for words in said if is_vietnamese(words)
    ]
    assert not left


def is_vietnamese(words: str) -> bool:
    """Examples of what a person types stay as they are: they stand in quotes."""
    return bool(list(raw_in_python(repr(re.sub(r"“[^”]*”", "", words)))))


def test_the_catalogue_holds_nothing_that_nobody_says() -> None:
    said = {message for message, _ in said_by(speaking())}
    assert not {message.id for message in entries(catalogue()) if message not in said}


def test_what_is_installed_is_what_is_written() -> None:
    assert compiled(catalogue()) == COMPILED.read_bytes(), "run `make words`"


def test_the_whole_interface_is_looked_at() -> None:
    assert len(templates()) > 100
    assert len(modules()) > 200


def test_every_exception_is_of_use() -> None:
    files = [Path(place_of(path)) for path in speaking()]
    unused = [p for p in NO_INTERFACE if not any(place.match(p) for place in files)]
    assert not unused
    for name, words in KEPT_WORDS.items():
        assert words <= set(raw_in(PACKAGE / name)), name


# The readers themselves: what they see, and what they don't let through.


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('{% translate "Đơn vị" %}', Message("Đơn vị")),
        ('{% translate "Sáng" context "giao diện" %}', Message("Sáng", "giao diện")),
        ('{% include "x.html" with title=_("Không có gì") %}', Message("Không có gì")),
        ('{{ name|default:_("chưa rõ") }}', Message("chưa rõ")),
        ('{% translate "đạt 5%" %}', Message("đạt 5%%")),
        (
            "{% blocktranslate with n=rows|length %}Có {{ n }} dòng{% endblocktranslate %}",
            Message("Có %(n)s dòng"),
        ),
        (
            "{% blocktranslate count n=n %}{{ n }} tệp{% plural %}tệp{% endblocktranslate %}",
            Message("%(n)s tệp", "", "tệp"),
        ),
    ],
)
def test_words_of_templates_are_gathered(source: str, found: Message) -> None:
    assert list(in_template(source)) == [found]
    assert list(raw_in_template(source)) == []


@pytest.mark.parametrize(
    "source",
    [
        "<p>Xem</p>",
        "<a href='{% url 'home:desk' %}'>{{ name }}: xem</a>",
        '<input placeholder="Tìm">',
        '<nav aria-label="Menu">',
        '{% include "x.html" with title="Xem" %}',
        '{{ name|default:"chưa rõ" }}',
        "{% if a %}xem{% endif %}",
    ],
)
def test_words_outside_the_tags_are_seen(source: str) -> None:
    assert list(raw_in_template(source))


def test_values_signs_and_codes_of_templates_are_no_words() -> None:
    quiet = '<b id="a">{{ n }}/12 · —</b>{% icon "search" %}{% url "home:desk" %}&nbsp;{# chú #}'
    assert list(raw_in_template(quiet)) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('_("Đã lưu {unit}.").format(unit=u)', Message("Đã lưu {unit}.")),
        ('x = {"a": gettext_noop("chờ")}', Message("chờ")),
        ('_("một " "hai")', Message("một hai")),
        ('ngettext("một", "nhiều", 2)', Message("một", "", "nhiều")),
        ('pgettext("màu", "Sáng")', Message("Sáng", "màu")),
    ],
)
def test_words_of_python_are_gathered(source: str, found: Message) -> None:
    assert list(in_python(source)) == [found]
    assert list(raw_in_python(source)) == []


@pytest.mark.parametrize(
    "source",
    [
        'x = Names({"a": "Giao"})',
        'x = "Đã lưu"',
        'x = f"Đã lưu {y}"',
        '_(f"a") + "số"',
        'f(title="Đơn vị")',
    ],
)
def test_words_of_python_outside_the_catalogue_are_seen(source: str) -> None:
    assert list(raw_in_python(source))


def test_docstrings_columns_and_records_are_no_words() -> None:
    quiet = '"""Đơn vị."""\nname = models.CharField("tên")\nrecord(a, Subject("k", "1", "Đơn vị"))'
    assert list(raw_in_python(quiet)) == []


def all_forms(kind: type[forms.BaseForm]) -> set[type[forms.BaseForm]]:
    return {kind}.union(*(all_forms(below) for below in kind.__subclasses__()))


def test_no_form_shows_the_names_of_columns() -> None:
    assert get_resolver().url_patterns  # loads every form
    shown = [
        f"{form.__name__}.{name}"
        for form in all_forms(forms.BaseForm)
        if form.__module__.startswith("congtac.")
        for name, field in getattr(form, "base_fields", {}).items()
        if not isinstance(field.label, Promise) and list(raw_in_python(repr(field.label)))
    ]
    assert not shown
