"""The `congtac` command; only the commands of the site load Django."""

import os
import signal
import socket
import sys
import tempfile
import threading
from pathlib import Path
from typing import Annotated

import typer

from congtac import demo_template
from congtac.cli_documents.commands import add_to as add_documents
from congtac.cli_statistics.commands import add_to as add_statistics
from congtac.kernel.problem import Problem

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
audit = typer.Typer(no_args_is_help=True, help="The log of acts.")
user = typer.Typer(no_args_is_help=True, help="People who may sign in.")
app.add_typer(audit, name="audit")
app.add_typer(user, name="user")

BUILT = demo_template.BUILT  # a file that says so, in the folder of a demo
FOUND, UNUSABLE = 1, 2  # exit status: something blocking was found; the input could not be used


def main() -> None:
    """Run the command; a problem is one sentence on standard error."""
    try:
        app()
    except Problem as problem:
        print(f"{problem.code}: {problem.sentence}", file=sys.stderr)
        sys.exit(UNUSABLE)


# --- Documents: no Django here -----------------------------------------------------------------

add_documents(app)


# --- Statistics: no Django here either -----------------------------------------------------------

add_statistics(app)


# --- The site -----------------------------------------------------------------------------------


@app.command()
def demo(
    port: Annotated[int, typer.Option(envvar="PORT", help="Port on 127.0.0.1.")] = 8000,
    data: Annotated[Path | None, typer.Option(help="Keep the demo's data in this folder.")] = None,
) -> None:
    """Build the example year in a fresh database and show it on 127.0.0.1."""
    _demand_free(port)
    os.environ.pop("DATABASE_URL", None)
    if data is not None:
        _demo_in(data, port)
        return
    with tempfile.TemporaryDirectory(prefix="congtac-demo-") as folder:
        _demo_in(Path(folder), port)


def _demand_free(port: int) -> None:
    """Find out before the example is built whether the port can be had."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise Problem(
                "CFG-002",
                f"Không mở được cổng {port} ({error.strerror}). "
                f"Hãy chọn cổng khác, ví dụ: make demo PORT={port + 1}.",
            ) from error


def _demo_in(folder: Path, port: int) -> None:
    _load_django("demo", folder)
    if not (folder / BUILT).exists():
        _fill(folder)
    _migrate()
    _serve_demo(port)


def _fill(folder: Path) -> None:
    """Copy the example year that this code has built before; else build it, and keep it."""
    template = demo_template.kept()
    if demo_template.copy_into(folder, template):
        _say("Mở năm ví dụ đã dựng sẵn")
        return
    from congtac.ground.audit.services import seal
    from congtac.testing import build_example

    _say("Dựng năm ví dụ: lần đầu mất khoảng một phút")
    _migrate()
    build_example(_say)
    seal()
    (folder / BUILT).touch()
    demo_template.keep(folder, template)


def _serve_demo(port: int) -> None:
    import waitress
    from django.conf import settings

    from congtac.ground.jobs.worker import work_in_thread

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    from congtac.config.wsgi import application

    stopped = work_in_thread()
    _say(f"Công tác đang chạy tại http://127.0.0.1:{port} (dừng bằng Ctrl+C)")
    try:
        waitress.serve(application, host="127.0.0.1", port=port, threads=8, ident=None)
    finally:
        stopped.set()


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="PORT")] = 8000,
) -> None:
    """Serve the real site; refuse to start with an unsafe configuration and say which."""
    _load_django("serve")
    from django.core.management import call_command

    from congtac.config.safety import demand_safe_configuration

    demand_safe_configuration()
    call_command("collectstatic", interactive=False, verbosity=0)
    import waitress
    from django.conf import settings

    from congtac.config.wsgi import application

    _say(f"Công tác đang chạy tại {host}:{port} (dừng bằng Ctrl+C)")
    waitress.serve(
        application,
        host=host,
        port=port,
        threads=8,
        ident=None,
        trusted_proxy=settings.PROXY,
        trusted_proxy_headers={"x-forwarded-proto"},
    )


@app.command()
def worker() -> None:
    """Do background work until stopped; what has begun is finished first."""
    _load_django("serve")
    from congtac.ground.jobs.worker import work_until

    stopped = threading.Event()
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, lambda *_: stopped.set())
    _say("Công tác đang chờ việc chạy nền (dừng bằng Ctrl+C)")
    work_until(stopped)


@app.command()
def migrate() -> None:
    """Bring the database to this version."""
    _load_django("serve")
    _migrate()


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def manage(context: typer.Context) -> None:
    """Run one of Django's own commands."""
    _load_django(os.environ.get("CONGTAC_MODE", "develop"))
    from django.core.management import execute_from_command_line

    execute_from_command_line(["congtac manage", *context.args])


@app.command()
def backup(target: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """Save the whole site, database and files, into one file."""
    _load_django("serve")
    from congtac.config.backup import back_up

    count = back_up(target)
    _say(f"Đã sao lưu cơ sở dữ liệu và {count} tệp vào {target}")


@app.command()
def restore(source: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """Bring a saved site back into an empty database and a new data folder."""
    _load_django("serve")
    from congtac.config.backup import restore as bring_back

    bring_back(source)
    _say(f"Đã khôi phục từ {source}")
    verify()


@user.command("add")
def add_user(
    username: str,
    name: Annotated[str, typer.Option(help="Full name.")],
    unit: Annotated[str, typer.Option(help="Key of the unit, as on its page's address.")],
    title: Annotated[str, typer.Option(help="Post: Chuyên viên, ...")],
    role: Annotated[list[str], typer.Option(help="officer, leader, ministry, administrator.")],
) -> None:
    """Add a person with a post from today on; the password is asked for."""
    _load_django("serve")
    from django.db import transaction

    from congtac.accounts.services.people import add_person, hire
    from congtac.kernel.actor import SYSTEM

    password = typer.prompt("Mật khẩu", hide_input=True, confirmation_prompt=True)
    with transaction.atomic():
        person = add_person(SYSTEM, username, name, password)
        hire(SYSTEM, person, unit_key=unit, title=title, roles=role)
    _say(f"Đã thêm {name} ({username})")


@user.command("password")
def change_password(username: str) -> None:
    """Give a person a new password; it is asked for."""
    _load_django("serve")
    from congtac.accounts.queries import person_named
    from congtac.accounts.services.people import set_password
    from congtac.kernel.actor import SYSTEM

    person = person_named(username)
    password = typer.prompt("Mật khẩu mới", hide_input=True, confirmation_prompt=True)
    set_password(SYSTEM, person, password)
    _say(f"Đã đặt lại mật khẩu của {person.name}")


@user.command("list")
def list_users() -> None:
    """List the people with their posts of today."""
    _load_django("serve")
    from congtac.accounts.queries import posts_on
    from congtac.ground.calendars.queries import today

    for post in posts_on(today()):
        print(post.person.username, post.person.name, post.title, post.unit.key, sep="\t")


@audit.command()
def verify() -> None:
    """Check every line and seal of the log; print the head of the chain."""
    _load_django("serve")
    from congtac.ground.audit.services import check_log

    check = check_log()
    for fault in check.faults:
        print(f"{fault.kind}: dòng {fault.line}, số thứ tự {fault.sequence}")
    print(f"{check.lines} dòng, {len(check.faults)} lỗi, mã cuối chuỗi {check.head}")
    raise typer.Exit(FOUND if check.faults else 0)


def _load_django(mode: str, folder: Path | None = None) -> None:
    """Prepare Django once the mode and the data folder are known."""
    os.environ["CONGTAC_MODE"] = mode
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congtac.config.settings")
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        os.environ["CONGTAC_DATA"] = str(folder)
    import django

    django.setup()


def _migrate() -> None:
    from django.conf import settings
    from django.core.management import call_command

    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)


def _say(sentence: str) -> None:
    print(sentence, flush=True)
