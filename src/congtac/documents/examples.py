"""The example documents on the shelf of the demo, put up and read like any other."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from pathlib import Path

from django.utils import timezone

from congtac.documents.models import Document
from congtac.documents.services import add_document
from congtac.kernel.actor import Actor

FOLDERS = (
    Path(__file__).resolve().parents[3] / "examples",
    Path(__file__).resolve().parents[1] / "examples",
)
KINDS = (".txt", ".docx", ".md", ".html", ".pdf")
ON_DAYS = {
    "quyet-dinh-thi-dua-chuyen-de.txt": date(2024, 1, 8),
    "tin-so-ket-6-thang.txt": date(2024, 1, 8),
    "ke-hoach-tinh-uy-phap-che.txt": date(2024, 3, 12),
    "quyet-dinh-ke-hoach-boi-thuong-nha-nuoc.docx": date(2024, 5, 21),
    "tin-so-ket-cong-tac-tu-phap-6-thang-2024.txt": date(2024, 7, 12),
    "chi-thi-tra-ket-qua-dung-hen.txt": date(2024, 10, 2),
    "ke-hoach-tong-ket-cong-tac-tu-phap.txt": date(2024, 11, 28),
    "du-thao-ke-hoach-co-loi.txt": date(2024, 12, 11),
}


def example_file(name: str) -> Path:
    """An example document by its name; those of the year stand in a folder of their own."""
    places = (folder / part / name for folder in FOLDERS for part in ("documents", "year"))
    return next(path for path in places if path.is_file())


def load_example(cast: Mapping[str, Actor], say: Callable[[str], None]) -> None:
    """Let Lan put up what her unit received; each is read as it comes, on its day."""
    if Document.objects.exists():
        return
    for number, (name, day) in enumerate(ON_DAYS.items(), start=1):
        say(f"Đọc văn bản mẫu {number}/{len(ON_DAYS)}: {name}")
        document = add_document(cast["lan"], name, example_file(name).read_bytes())
        at = datetime.combine(day, time(9, 30), timezone.get_default_timezone())
        Document.objects.filter(pk=document.pk).update(added_at=at)
        document.readings.update(made_at=at)
