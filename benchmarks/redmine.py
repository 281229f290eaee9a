"""Redmine of Debian as the peer of the list: installed, filled and served in a folder of its own.

Needs root, and `debootstrap` with the mirror of Debian that it knows; nothing outside the folder is
touched. Redmine runs as its package sets it up: Ruby on Rails on Puma with its default threads,
SQLite, production.
"""

import http.client
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.readers import Site

RELEASE = "bookworm"
LIST = "/issues?per_page=25"
PACKAGES = ("redmine", "redmine-sqlite", "puma", "dbconfig-sqlite3")
CHOICES = (
    "redmine redmine/instances/default/dbconfig-install boolean true",
    "redmine redmine/instances/default/database-type select sqlite3",
)
# Debian's Bundler finds the gems of its packages; a newer one that comes with Ruby does not.
SETTINGS = {"DEBIAN_FRONTEND": "noninteractive", "LANG": "C.UTF-8", "BUNDLER_VERSION": "2.3.15"}
FILLING = """
User.current = admin = User.find_by(login: 'admin')
admin.update_columns(must_change_passwd: false)
project = Project.create!(name: 'Tasks', identifier: 'tasks', trackers: Tracker.all)
status, priority = IssueStatus.all.to_a, IssuePriority.all.to_a
day = Date.new(2024, 1, 15)
rows = (1..COUNT).map { |n| {
  project_id: project.id, tracker_id: project.trackers.first.id, author_id: admin.id,
  subject: "Rà soát văn bản quy phạm pháp luật về đất đai, đợt #{n}", description: 'Việc ' * 60,
  status_id: status[n % status.size].id, priority_id: priority[n % priority.size].id,
  due_date: day + n % 350, done_ratio: n % 10 * 10, assigned_to_id: admin.id,
  lft: 1, rgt: 2, created_on: Time.now, updated_on: Time.now } }
rows.each_slice(500) { |some| Issue.insert_all!(some) }
ActiveRecord::Base.connection.execute('UPDATE issues SET root_id = id')
"""


class Missing(Exception):
    """Why Redmine can't be measured here."""


def install(root: Path) -> None:
    """Put Debian and Redmine into a folder; what is there already stays."""
    if os.geteuid() != 0 or not shutil.which("debootstrap"):
        raise Missing("Redmine is installed by root with debootstrap")
    if (root / "installed").exists():
        return
    if not (root / "usr").exists():
        run("debootstrap", "--variant=minbase", RELEASE, str(root))
    (root / "usr/sbin/policy-rc.d").write_text("#!/bin/sh\nexit 101\n")  # starts no service
    (root / "usr/sbin/policy-rc.d").chmod(0o755)
    inside(root, "debconf-set-selections", given="\n".join(CHOICES))
    inside(root, "apt-get", "update", "-q")
    inside(root, "apt-get", "install", "-q", "-y", "--no-install-recommends", *PACKAGES)
    (root / "installed").touch()


def name(root: Path) -> str:
    """What was installed: "Redmine 5.0.4 of Debian"."""
    asked = ("chroot", str(root), "dpkg-query", "-W", "-f", "${Version}", "redmine")
    version = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    return f"Redmine {version.partition('-')[0]} of Debian"


def run(*command: str, given: str = "") -> None:
    done = subprocess.run(
        command,
        input=given,
        env={**os.environ, **SETTINGS},
        text=True,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise Missing(f"{command[0]} failed: {(done.stdout + done.stderr)[-400:]}")


def inside(root: Path, *command: str, given: str = "") -> None:
    run("chroot", str(root), *command, given=given)


def fill(root: Path, issues: int) -> None:
    """As many issues as we have tasks, once."""
    if (root / f"filled-{issues}").exists():
        return
    (root / "tmp/fill.rb").write_text(FILLING.replace("COUNT", str(issues)), encoding="utf-8")
    inside(root, "sh", "-c", "cd /usr/share/redmine && RAILS_ENV=production"
           " bundle exec rails runner /tmp/fill.rb")  # fmt: skip
    (root / f"filled-{issues}").touch()


@contextmanager
def serving(root: Path, port: int) -> Iterator[Site]:
    """Redmine on a port, with the cookie of its administrator."""
    line = f"cd /usr/share/redmine && exec puma -e production -b tcp://127.0.0.1:{port}"
    process = subprocess.Popen(
        ("chroot", str(root), "sh", "-c", line),
        env={**os.environ, **SETTINGS, "RAILS_ENV": "production"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield Site(port, sign_in(port))
    finally:
        process.terminate()
        process.wait(30)


def sign_in(port: int, patience: int = 90) -> str:
    """Wait for the server and come in as its administrator."""
    for _ in range(patience):
        try:
            page, cookie = ask(port, "GET", "/login")
            break
        except OSError:
            time.sleep(1)
    else:
        raise Missing("Redmine does not answer")
    found = re.search(r'name="authenticity_token" value="([^"]+)"', page)
    if found is None:
        raise Missing("Redmine shows no form to sign in")
    said = {"authenticity_token": found[1], "username": "admin", "password": "admin"}
    return ask(port, "POST", "/login", body=urlencode(said), cookie=cookie)[1]


def ask(port: int, method: str, path: str, *, body: str = "", cookie: str = "") -> tuple[str, str]:
    """The page and the cookie of an answer."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    line.request(method, path, body=body or None, headers=headers)
    answer = line.getresponse()
    page = answer.read().decode("utf-8", "replace")
    given = answer.getheader("Set-Cookie") or ""
    return page, given.partition(";")[0]
