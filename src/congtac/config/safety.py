"""What must be right before a real site may start."""

import os
from collections.abc import Iterator

from django.conf import settings
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from congtac.kernel.problem import Problem

KEY_LENGTH = 40  # characters


def demand_safe_configuration() -> None:
    """Raise a `Problem` (CFG-001) that names every setting in the way, or let the site start."""
    faults = list(unsafe_settings())
    if faults:
        raise Problem("CFG-001", "Chưa chạy được vì cấu hình chưa an toàn: " + " ".join(faults))


def unsafe_settings() -> Iterator[str]:
    """Yield one sentence for each setting that is not fit for a real site."""
    key = os.environ.get("CONGTAC_SECRET_KEY", "")
    if len(key) < KEY_LENGTH or len(set(key)) < 10:
        yield f"CONGTAC_SECRET_KEY phải là chuỗi ngẫu nhiên từ {KEY_LENGTH} ký tự trở lên."
    hosts = os.environ.get("CONGTAC_HOSTS", "")
    if not hosts.strip() or "*" in settings.ALLOWED_HOSTS:
        yield "CONGTAC_HOSTS phải nêu tên miền của trang, cách nhau bằng dấu phẩy, không có dấu *."
    if not settings.PROXY:
        yield "CONGTAC_PROXY phải là địa chỉ của máy chủ proxy nhận HTTPS thay cho trang."
    if "CONGTAC_DATA" not in os.environ:
        yield "CONGTAC_DATA phải chỉ thư mục giữ cơ sở dữ liệu và kho tệp."
    if settings.DEBUG or settings.DEMO:
        yield "CONGTAC_MODE phải là serve."
    if not settings.SESSION_COOKIE_SECURE or not settings.CSRF_COOKIE_SECURE:
        yield "Cookie phải chỉ gửi qua HTTPS."
    if not _is_migrated():
        yield "Cơ sở dữ liệu chưa ở phiên bản này: hãy chạy “congtac migrate”."


def _is_migrated() -> bool:
    executor = MigrationExecutor(connections["default"])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
