"""Papers to write, made for tests: data of the shape that `read` gives, with a body."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

Data = dict[str, Any]
ISSUERS = (
    ("Bộ Tư pháp", None, "BTP", "Hà Nội", "BỘ TRƯỞNG", "THỨ TRƯỞNG"),
    ("Sở Tư pháp", "UBND tỉnh An Sơn", "STP", "An Sơn", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    ("Ủy ban nhân dân tỉnh An Sơn", None, "UBND", "An Sơn", "CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    ("Cục Trợ giúp pháp lý", "Bộ Tư pháp", "CTGPL", "Hà Nội", "CỤC TRƯỞNG", "PHÓ CỤC TRƯỞNG"),
    ("Phòng Tư pháp", "UBND huyện Bắc Khê", "PTP", "Bắc Khê", "TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"),
)
KINDS = (("Báo cáo", "BC"), ("Kế hoạch", "KH"), ("Thông báo", "TB"), ("Quyết định", "QĐ"))
TITLES = (
    "Kết quả công tác tư pháp quý I năm 2024",
    "Rà soát sổ hộ tịch và số hóa dữ liệu tại các xã, phường, thị trấn trên địa bàn",
    "Phổ biến, giáo dục pháp luật năm 2024",
)
SIGNERS = ("Trần Văn Bình", "Lê Thị Thu Hà", "Nguyễn Quốc An", "Phạm Hoàng Minh Châu")
RECIPIENTS = (
    "Bộ Tư pháp (để báo cáo)",
    "Văn phòng UBND tỉnh",
    "Các phòng thuộc Sở",
    "Công an tỉnh (để phối hợp)",
)
LAWS = (
    ("30/2020/NĐ-CP", "Nghị định", "Chính phủ", "2020-03-05", "về công tác văn thư"),
    ("98/2022/NĐ-CP", "Nghị định", "Chính phủ", "2022-11-29", "quy định chức năng của Bộ Tư pháp"),
    ("12/2019/TT-BTP", "Thông tư", "Bộ Tư pháp", "2019-12-31", "về chế độ báo cáo định kỳ"),
)
SENTENCES = (
    "Các xã đã cập nhật đủ sổ gốc vào phần mềm.",
    "Công chức tư pháp hộ tịch được tập huấn trong hai ngày.",
    "Việc trả kết quả đúng hẹn được niêm yết tại bộ phận một cửa.",
    "Tổ hòa giải ở cơ sở họp đều theo lịch.",
)
HEADINGS = ("KẾT QUẢ ĐẠT ĐƯỢC", "HẠN CHẾ, NGUYÊN NHÂN", "PHƯƠNG HƯỚNG")
LEADS = ("Sở Nội vụ", "Công an tỉnh", "Sở Tài chính", "Phòng Hành chính tư pháp")
FIRST = date(2024, 1, 2)
WORDS = ("I.", "II.", "III.")


def paper(kind: str = "Báo cáo", **more: Any) -> Data:
    """A report, a plan or a letter of a Sở Tư pháp; `more` changes its metadata."""
    symbol = {"Công văn": "45/STP-VP"}.get(kind, f"45/{dict(KINDS).get(kind, 'BC')}-STP")
    metadata = {
        "issuer": "Sở Tư pháp",
        "parent_issuer": "UBND tỉnh An Sơn",
        "number": symbol,
        "date": "2024-04-05",
        "place": "An Sơn",
        "type": kind,
        "title": TITLES[0],
        "signer": "Trần Văn Bình",
        "capacity": "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC",
        "recipients": ["Bộ Tư pháp (để báo cáo)", "Lưu: VT, VP"],
    }
    return {"metadata": metadata | more, "body": [{"text": SENTENCES[0]}]}


def _law(row: tuple[str, str, str, str, str]) -> Data:
    keys = ("number", "type", "issuer", "date", "title")
    return dict(zip(keys, row, strict=True)) | {"relation": "legal_basis"}


def _task(at: int, lead: str, due: date) -> Data:
    lines = (f"Cơ quan chủ trì: {lead}.", f"Thời gian: Trước ngày {due:%d/%m/%Y}.")
    children = [{"label": "-", "text": line, "children": []} for line in lines]
    text = "Kiểm tra việc đăng ký khai sinh tại các xã."
    return {"label": f"{at}.", "text": text, "children": children}


_tuesdays = st.integers(24, 33).map(lambda week: FIRST + timedelta(weeks=week))
_tasks = st.lists(st.tuples(st.sampled_from(LEADS), _tuesdays), max_size=3)
_points = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3)
_days = st.integers(0, 120).map(lambda days: (FIRST + timedelta(days=days)).isoformat())


@st.composite
def _bodies(draw: st.DrawFn) -> list[Data]:
    body: list[Data] = [{"label": "", "text": "Sở Tư pháp báo cáo như sau:", "children": []}]
    for label, heading in zip(WORDS, HEADINGS, strict=True):
        points = [
            {"label": f"{at}.", "text": words, "children": []}
            for at, words in enumerate(draw(_points), start=1)
        ]
        body.append({"label": label, "text": heading, "children": points})
    tasks = [_task(at, *drawn) for at, drawn in enumerate(draw(_tasks), start=1)]
    if tasks:
        body.append({"label": "IV.", "text": "NHIỆM VỤ", "children": tasks})
    if draw(st.booleans()):
        rows = [[str(at), f"Xã {name}", str(draw(st.integers(0, 9)))] for at, name in
                enumerate(("An Hải", "Bắc Khê"), start=1)]  # fmt: skip
        table = {"head": ["TT", "Xã", "Số việc"], "rows": rows}
        body.append({"label": "Phụ lục", "text": "Số việc theo xã", "table": table})
    return body


@st.composite
def papers(draw: st.DrawFn) -> Data:
    """State papers of every kind, with or without a number, legal bases, tasks, an annex."""
    issuer, parent, symbol, place, head, deputy = draw(st.sampled_from(ISSUERS))
    kind, mark = draw(st.sampled_from((*KINDS, ("Công văn", ""))))
    code = f"{symbol}-VP" if kind == "Công văn" else f"{mark}-{symbol}"
    laws = draw(st.lists(st.sampled_from(LAWS), unique=True, max_size=3))
    is_drafted = draw(st.booleans())
    metadata = {
        "issuer": issuer,
        "parent_issuer": parent,
        "number": None if is_drafted else f"{draw(st.integers(1, 999)):02}/{code}",
        "symbol": f"/{code}" if is_drafted else None,
        "date": draw(_days),
        "place": place,
        "type": kind,
        "title": draw(st.sampled_from(TITLES)),
        "signer": draw(st.sampled_from(SIGNERS)),
        "capacity": draw(st.sampled_from((head, f"KT. {head} {deputy}"))),
        "recipients": [*draw(st.lists(st.sampled_from(RECIPIENTS), unique=True)), "Lưu: VT, VP"],
        "legal_bases": [law[0] for law in laws],
    }
    return {
        "metadata": metadata,
        "citations": [_law(law) for law in laws],
        "body": draw(_bodies()),
    }


@st.composite
def party_papers(draw: st.DrawFn) -> Data:
    """Plans and reports of a provincial party body."""
    kind, mark = draw(st.sampled_from((("Kế hoạch", "KH"), ("Báo cáo", "BC"))))
    metadata = {
        "layout": "party",
        "issuer": "Ban cán sự đảng UBND tỉnh",
        "parent_issuer": "Tỉnh ủy Lào Cai",
        "number": f"{draw(st.integers(1, 400))}-{mark}/BCSĐ",
        "date": draw(_days),
        "place": "An Sơn",
        "type": kind,
        "title": draw(st.sampled_from(TITLES)),
        "signer": draw(st.sampled_from(SIGNERS)),
        "capacity": "T/M BAN CÁN SỰ ĐẢNG BÍ THƯ",
        "recipients": ["Ban Thường vụ Tỉnh ủy", "Lưu BCSĐ"],
    }
    return {"metadata": metadata, "body": draw(_bodies())}
