"""The Word file given back: every finding in the margin beside its words, nothing else changed."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import docx
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from vanban import read
from vanban.model import Document, Finding
from vanban.tests.made_files import level, numbered, numbering, p, tbl, tc, word_file
from vanban.write.comments import with_comments

FAULTY = "Thực hiện Quy định số 57- QĐ/TW và ý kiến của của người dân."


def made_by_word(*paragraphs: str) -> bytes:
    """A file as Word saves it: each word of a paragraph in a run of its own, every third bold."""
    paper = docx.Document()
    for words in paragraphs:
        paragraph = paper.add_paragraph()
        for at, word in enumerate(words.split(" ")):
            paragraph.add_run(word + " ").bold = at % 3 == 0
    written = io.BytesIO()
    paper.save(written)
    return written.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def commented_words(data: bytes) -> Iterator[tuple[str, str]]:
    """Each comment's words and the words of the text that it is set on."""
    paper = docx.Document(io.BytesIO(data))
    for comment in paper.comments:
        yield comment.text, words_of(paper.element, str(comment.comment_id))


def words_of(root: object, number: str) -> str:
    inside, words = False, ""
    for element in root.iter():  # type: ignore[attr-defined]  # an lxml tree without types
        if element.get(qn("w:id")) == number and element.tag == qn("w:commentRangeStart"):
            inside = True
        elif element.get(qn("w:id")) == number and element.tag == qn("w:commentRangeEnd"):
            inside = False
        elif inside and element.tag == qn("w:t"):
            words += element.text or ""
    return words


def assert_on_their_words(data: bytes, document: Document) -> None:
    found = list(commented_words(with_comments(data, document)))
    assert len(found) == len(document.findings)
    for finding, (said, words) in zip(document.findings, found, strict=True):
        assert finding.code in said
        assert finding.message in said
        assert finding.basis in said
        marked = document.source.text[finding.start : finding.end]
        assert "".join(words.split()) == "".join(marked.split())


def test_each_finding_stands_beside_its_own_words() -> None:
    data = made_by_word("Mở đầu.", FAULTY, "Giải quyết 30/40 hồ sơ, đạt 80%.")
    document = read(data, name="a.docx")
    assert {finding.code for finding in document.findings} == {"VB-004", "VB-016", "VB-019"}
    assert_on_their_words(data, document)


def test_findings_in_tables_stand_in_their_cells() -> None:
    rows = [[tc("STT"), tc("Nội dung công việc")], [tc("1"), tc(FAULTY)], [tc("2"), tc("Báo cáo")]]
    data = with_types(word_file(p("Danh mục công việc.") + tbl(*rows)))
    assert_on_their_words(data, read(data, name="a.docx"))


def with_types(data: bytes) -> bytes:
    """The made file with the lists that python-docx asks for."""
    held = parts(data)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    office = "http://schemas.openxmlformats.org"
    types = (
        f'<Types xmlns="{office}/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
    )
    links = (
        f'<Relationships xmlns="{office}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    added = {"[Content_Types].xml": types.encode(), "_rels/.rels": links.encode()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in (added | held).items():
            package.writestr(name, content)
    return stream.getvalue()


def test_a_finding_in_a_number_that_word_makes_marks_the_paragraph() -> None:
    lists = numbering(level(0, "decimal", "%1."))
    data = with_types(word_file(numbered("Lập danh sách.") + numbered("Gửi báo cáo."), lists))
    document = read(data, name="a.docx")
    start = document.source.text.index("2.")
    finding = Finding("VB-012", "error", "Sai số.", start, start + 2, "Quy tắc")
    document = replace(document, findings=(finding,))
    assert list(commented_words(with_comments(data, document)))[0][1].startswith("G")


def test_nothing_else_of_the_file_changes() -> None:
    data = made_by_word("Mở đầu.", FAULTY)
    document = read(data, name="a.docx")
    before, after = parts(data), parts(with_comments(data, document))
    changed = {name for name in after if before.get(name) != after[name]}
    listed = {"[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert changed - listed == {"word/document.xml", "word/comments.xml"}
    assert read(with_comments(data, document), name="a.docx").source.text == document.source.text


def test_the_look_of_words_cut_in_two_stays() -> None:
    paper = docx.Document()
    paper.add_paragraph().add_run(FAULTY).bold = True
    written = io.BytesIO()
    paper.save(written)
    document = read(written.getvalue(), name="a.docx")
    after = docx.Document(io.BytesIO(with_comments(written.getvalue(), document)))
    runs = [run for run in after.paragraphs[0].runs if run.text]
    assert len(runs) > 1
    assert "".join(run.text for run in runs) == FAULTY
    assert all(run.bold for run in runs)


def test_comments_that_were_there_stay() -> None:
    paper = docx.Document()
    paragraph = paper.add_paragraph(FAULTY)
    paper.add_comment(paragraph.runs, text="Lan đã xem", author="Lan", initials="L")
    written = io.BytesIO()
    paper.save(written)
    document = read(written.getvalue(), name="a.docx")
    after = docx.Document(io.BytesIO(with_comments(written.getvalue(), document)))
    said = [comment.text for comment in after.comments]
    assert said[0] == "Lan đã xem"
    assert len(said) == 1 + len(document.findings)
    assert len({comment.comment_id for comment in after.comments}) == len(said)


def test_a_text_that_was_no_word_file_becomes_one() -> None:
    data = f"Mở đầu.\n\n{FAULTY}\n".encode()
    document = read(data, name="a.txt")
    after = docx.Document(io.BytesIO(with_comments(data, document)))
    assert FAULTY in [paragraph.text for paragraph in after.paragraphs]
    assert len(list(after.comments)) == len(document.findings) > 0


def test_the_same_file_comes_back_the_same_twice() -> None:
    data = made_by_word(FAULTY)
    document = read(data, name="a.docx")
    assert with_comments(data, document) == with_comments(data, document)


def test_a_file_without_faults_gets_no_comment() -> None:
    data = made_by_word("Lập danh sách đại biểu.")
    document = read(data, name="a.docx")
    assert list(commented_words(with_comments(data, document))) == []


def test_a_place_that_no_paragraph_holds_harms_nothing() -> None:
    data = with_types(word_file(p("Lập danh sách.") + p("")))
    document = read(data, name="a.docx")
    finding = Finding("VB-001", "error", "Thiếu.", 0, 1, "Quy tắc")
    elsewhere = replace(document.source, text="Một văn bản khác hẳn.")
    strange = replace(document, source=elsewhere, findings=(finding,))
    assert len(docx.Document(io.BytesIO(with_comments(data, strange))).comments) == 1


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 80), st.integers(1, 40)), min_size=1, max_size=6, unique=True)
)
def test_overlapping_places_keep_the_text_whole(places: list[tuple[int, int]]) -> None:
    data = made_by_word("Mở đầu rất ngắn.", FAULTY, "Kết thúc.")
    document = read(data, name="a.docx")
    length = len(document.source.text)
    found = tuple(
        Finding("VB-999", "note", "Thử.", min(start, length - 1), min(start + size, length), "Q")
        for start, size in places
    )
    document = replace(document, findings=found)
    after = with_comments(data, document)
    assert read(after, name="a.docx").source.text == document.source.text
    for finding, (_, words) in zip(found, commented_words(after), strict=True):
        marked = "".join(document.source.text[finding.start : finding.end].split())
        assert marked.startswith("".join(words.split())) or not marked
