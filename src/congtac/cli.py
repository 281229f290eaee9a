"""The `congtac` command; only the commands of the site load Django."""

import os
import sys
import tempfile
import threading
from pathlib import Path
from typing import Annotated

import typer

from congtac.kernel.problem import Problem

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
audit = typer.Typer(no_args_is_help=True, help="The log of acts.")
user = typer.Typer(no_args_is_help=True, help="People who may sign in.")
app.add_typer(audit, name="audit")
app.add_typer(user, name="user")

DATABASE = "congtac.sqlite3"
FOUND, UNUSABLE = 1, 2  # exit status: something blocking was found; the input could not be used


def main() -> None:
    """Run the command; a problem is one sentence on standard error."""
    try:
        app()
    except Problem as problem:
        print(f"{problem.code}: {problem.sentence}", file=sys.stderr)
        sys.exit(UNUSABLE)


# --- Documents: no Django here -----------------------------------------------------------------


# --- The site -----------------------------------------------------------------------------------


@app.command()
def demo(
    port: Annotated[int, typer.Option(envvar="PORT", help="Port on 127.0.0.1.")] = 8000,
    data: Annotated[Path | None, typer.Option(help="Keep the demo's data in this folder.")] = None,
) -> None:
    """Build the example year in a fresh database and show it on 127.0.0.1."""
    folder = data or Path(tempfile.mkdtemp(prefix="congtac-demo-"))
    is_fresh = not (folder / DATABASE).exists()
    _load_django("demo", folder)
    from congtac.testing import build_example

    _migrate()
    if is_fresh:
        build_example(_say)
    _serve_demo(port)


def _serve_demo(port: int) -> None:
    import waitress

    from congtac.config.wsgi import application
    from congtac.ground.jobs.worker import work_in_thread

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

    from congtac.config.wsgi import application

    _say(f"Công tác đang chạy tại {host}:{port} (dừng bằng Ctrl+C)")
    waitress.serve(application, host=host, port=port, threads=8, ident=None)


@app.command()
def worker() -> None:
    """Do background work until stopped."""
    _load_django("serve")
    from congtac.ground.jobs.worker import work_until

    stopped = threading.Event()
    try:
        work_until(stopped)
    except KeyboardInterrupt:
        stopped.set()


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
