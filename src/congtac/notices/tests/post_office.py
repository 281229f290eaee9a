"""A server that takes letters and keeps them, for tests of what goes by mail."""

import email
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import default


class PostOffice(socketserver.ThreadingTCPServer):
    """Letters that came, oldest first; while it `refuses` it takes none."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Counter)
        self.letters: list[EmailMessage] = []
        self.refuses = False

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class Counter(socketserver.StreamRequestHandler):
    """Speaks enough of SMTP (RFC 5321) to take a letter."""

    server: PostOffice

    def handle(self) -> None:
        self._say("220 ready")
        while line := self.rfile.readline():
            word = line.strip().upper()[:4]
            if word == b"QUIT":
                self._say("221 bye")
                return
            if word == b"DATA":
                self._take()
            elif word == b"RCPT" and self.server.refuses:
                self._say("451 come back later")
            else:
                self._say("250 ok")

    def _take(self) -> None:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) and line != b".\r\n":
            lines.append(line[1:] if line.startswith(b"..") else line)
        letter = email.message_from_bytes(b"".join(lines), policy=default)
        self.server.letters.append(letter)
        self._say("250 taken")

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


@contextmanager
def open_office() -> Iterator[PostOffice]:
    """Run a post office for as long as the block lasts."""
    with PostOffice() as office:
        threading.Thread(target=office.serve_forever, daemon=True).start()
        yield office
        office.shutdown()
