"""Reading stored bytes back, sure that they are the ones that were stored."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from congtac.ground.files.models import StoredFile
from congtac.kernel.problem import Problem


def place(digest: str) -> Path:
    """Return where the bytes of a digest lie in the data folder."""
    return Path(settings.FILES_DIR) / digest[:2] / digest


def content(stored: StoredFile) -> bytes:
    """Return the bytes; a `Problem` if they are gone (FIL-005) or no longer the same (FIL-006)."""
    try:
        data = place(stored.digest).read_bytes()
    except FileNotFoundError:
        raise Problem(
            "FIL-005",
            _(
                "Không còn thấy nội dung tệp “{name}” trong kho tệp. "
                "Hãy báo cho quản trị hệ thống để khôi phục từ bản sao lưu."
            ).format(name=stored.name),
        ) from None
    if hashlib.sha256(data).hexdigest() != stored.digest:
        raise Problem(
            "FIL-006",
            _(
                "Nội dung tệp “{name}” trong kho đã bị thay đổi so với lúc lưu. "
                "Hãy báo cho quản trị hệ thống để khôi phục từ bản sao lưu."
            ).format(name=stored.name),
        )
    return data
