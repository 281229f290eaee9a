"""Storing bytes: refused with a clear sentence, or kept under their digest for good."""

import hashlib
import os
import tempfile
from pathlib import Path, PurePath

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from congtac.ground.audit.services import record
from congtac.ground.files.models import StoredFile
from congtac.ground.files.queries import place
from congtac.ground.files.rules import kind_of
from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.subject import Subject

MEGABYTE = 1024 * 1024
NAME_LENGTH = 255


@transaction.atomic
def store(actor: Actor, name: str, data: bytes, *, with_images: bool = False) -> StoredFile:
    """Keep a file; a `Problem` if it is empty (FIL-001), too large (FIL-002) or of a wrong kind.

    Pictures are kept only where the caller welcomes them.
    """
    name = PurePath(name.replace("\\", "/")).name[-NAME_LENGTH:]
    _refuse_by_size(name, len(data))
    kind = kind_of(name, data, with_images=with_images)
    digest = hashlib.sha256(data).hexdigest()
    _write(place(digest), data)
    stored = StoredFile.objects.create(
        name=name, digest=digest, size=len(data), kind=kind, stored_at=timezone.now()
    )
    subject = Subject("files.file", str(stored.pk), name)
    record(actor, "files.file.stored", subject, {"digest": digest, "size": len(data)})
    return stored


def _refuse_by_size(name: str, size: int) -> None:
    limit = settings.FILE_SIZE_LIMIT
    if size == 0:
        raise Problem(
            "FIL-001", _("Tệp “{name}” không có nội dung nào. Hãy chọn tệp khác.").format(name=name)
        )
    if size > limit:
        raise Problem(
            "FIL-002",
            _(
                "Tệp “{name}” nặng {size:.0f} MB, quá mức {limit} MB. "
                "Hãy tách tệp hoặc giảm ảnh trong tệp rồi gửi lại."
            ).format(name=name, size=size / MEGABYTE, limit=limit // MEGABYTE),
        )


def _write(path: Path, data: bytes) -> None:
    """Write whole or not at all: a crash leaves no half file under a digest."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(temporary).replace(path)
