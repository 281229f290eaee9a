"""The words of the interface: those that the code shows, and the English catalogue of them.

`make words` writes new words into the catalogue, drops those that nobody says any more, and
compiles it. GNU gettext isn't needed: Python is read by `ast`, templates by Django's own lexer.
"""

import ast
import csv
import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from string import Formatter

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.template.base import Lexer, Token, TokenType
from django.utils.text import smart_split
from django.utils.translation import trim_whitespace

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "congtac"
READER = ROOT / "src" / "vanban"
SOURCE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
COMPILED = SOURCE.with_suffix(".mo")

VIETNAMESE = re.compile(
    "[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE
)
LETTER = re.compile(r"[^\W\d_]")
# What each call gives the catalogue, argument by argument.
CALLS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), ("id",)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), ("id", "plural")),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ("context", "id")),
}
# What is written down for good, in the language of the office, whoever reads it later.
RECORDS = ("record", "Subject")
SHOWN_ATTRIBUTES = re.compile(
    r"""\b(?:aria-label|aria-description|alt|placeholder|title|data-says[\w-]*)="([^"]*)\""""
)
SHOWN_ARGUMENTS = re.compile(r"""\b(?:title|hint|label|action)=(["'])(.*?)\1""")
HTML_TAG = re.compile(r"""<!--.*?-->|</?[a-z!](?:[^<>"']|"[^"]*"|'[^']*')*>""", re.I | re.S)
LITERAL = re.compile(r"""(?P<mark>_\()?(?P<quote>["'])(?P<words>.*?)(?P=quote)""")
# Sentences of the interface that stand in a data file: the file and the column.
DATA_SHOWN = {
    "cast.csv": "may",
    "year.csv": "may",
    "work_fields.csv": "name",
    "causes.csv": "name",
}
CODE = re.compile(r"[a-z]+-[a-z]+|[a-z]|Enter")  # the name of a style, a key to press
HOLE = "\x00"  # stands for a value or a tag of the template


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """Words that the catalogue must know."""

    id: str
    context: str = ""
    plural: str = ""


def modules() -> list[Path]:
    """Every Python file of the platform but tests, migrations and the example year."""
    left_out = {"tests", "migrations", "examples", "examples.py"}
    return [path for path in sorted(PACKAGE.rglob("*.py")) if not left_out & set(path.parts)]


def templates() -> list[Path]:
    return sorted(PACKAGE.glob("**/templates/**/*.html"))


def scripts() -> list[Path]:
    """Our own scripts; they say only what templates hand them."""
    return [path for path in sorted(PACKAGE.rglob("*.js")) if "vendor" not in path.parts]


@cache
def said_in(path: Path) -> set[Message]:
    """Return the words that a file gives the catalogue."""
    source = path.read_text(encoding="utf-8")
    if path.is_relative_to(READER):
        return set(refusals_in(source))
    if path.suffix == ".csv":
        return {Message(row[DATA_SHOWN[path.name]]) for row in csv.DictReader(StringIO(source))}
    return set(in_template(source) if path.suffix == ".html" else in_python(source))


@cache
def raw_in(path: Path) -> list[str]:
    """Return the words that a file shows past the catalogue."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".csv" or path.is_relative_to(READER):
        return []
    return list(raw_in_template(source) if path.suffix == ".html" else raw_in_python(source))


# Python


def in_python(source: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(source)):
        roles = CALLS.get(called(node), ())
        if isinstance(node, ast.Call) and roles:
            given = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
            if len(given) >= len(roles):
                yield Message(**dict(zip(roles, map(str, given), strict=False)))


def refusals_in(source: str) -> Iterator[Message]:
    """Yield why the reader can't use a file, but for sentences with a name in them."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and called(node) == "Unreadable" and len(node.args) == 2:
            sentence = node.args[1]
            if isinstance(sentence, ast.Constant):
                yield Message(str(sentence.value))


def called(node: ast.AST) -> str:
    """Return the last name of what a call calls."""
    function = node.func if isinstance(node, ast.Call) else None
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def fillings(source: str) -> Iterator[tuple[str, set[str], set[str]]]:
    """Yield each `_("… {unit} …").format(unit=…)`: its words, the places, what fills them."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and called(node) == "format":
            said = node.func.value if isinstance(node.func, ast.Attribute) else node
            if called(said) in CALLS and isinstance(said, ast.Call):
                words = "".join(
                    str(arg.value) for arg in said.args if isinstance(arg, ast.Constant)
                )
                places = {name for _, name, _, _ in Formatter().parse(words) if name is not None}
                yield words, places, {str(filled.arg) for filled in node.keywords}


def raw_in_python(source: str) -> Iterator[str]:
    """Yield Vietnamese literals that are no docstring, in no call of the catalogue, no record."""
    yield from raw_below(ast.parse(source))


def raw_below(node: ast.AST) -> Iterator[str]:
    if called(node) in (*CALLS, *RECORDS) or is_quiet(node):
        return
    if called(node) == "Names":
        yield from unmarked_in(node)
    words = node.value if isinstance(node, ast.Constant) else None
    if isinstance(words, str) and VIETNAMESE.search(words):
        yield words
    for child in ast.iter_child_nodes(node):
        yield from raw_below(child)


def unmarked_in(names: ast.AST) -> Iterator[str]:
    """Yield names of a table that the catalogue doesn't know, with tone marks or without."""
    for table in ast.iter_child_nodes(names):
        for name in table.values if isinstance(table, ast.Dict) else ():
            if isinstance(name, ast.Constant) and name.value:
                yield str(name.value)


def is_quiet(node: ast.AST) -> bool:
    """Docstrings, columns, and what a thing is called in the log."""
    is_name = isinstance(node, ast.FunctionDef) and node.name == "__str__"
    return is_name or is_docstring(node) or is_column(node)


def is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def is_column(node: ast.AST) -> bool:
    """A column of a table names itself to those who keep the data; forms have their own labels."""
    function = node.func if isinstance(node, ast.Call) else None
    owner = function.value if isinstance(function, ast.Attribute) else None
    return isinstance(owner, ast.Name) and owner.id == "models"


# Templates


def in_template(source: str) -> Iterator[Message]:
    tokens = iter(Lexer(source).tokenize())
    for token in tokens:
        words = list(smart_split(token.contents)) if token.token_type == TokenType.BLOCK else [""]
        if words[0] == "translate":
            yield from translated(words[1:])
        elif words[0] == "blocktranslate":
            yield block(words[1:], tokens)
        if token.token_type in (TokenType.BLOCK, TokenType.VAR):
            yield from (
                Message(doubled(found["words"]))
                for found in LITERAL.finditer(token.contents)
                if found["mark"]
            )


def translated(words: list[str]) -> Iterator[Message]:
    """Read what follows `translate`: the words, perhaps a context."""
    if words[0][0] in "\"'":
        context = words[words.index("context") + 1][1:-1] if "context" in words else ""
        yield Message(doubled(words[0][1:-1]), context)


def block(options: list[str], tokens: Iterator[Token]) -> Message:
    """Read up to the end of a `blocktranslate`."""
    parts, current = [""], 0
    for token in tokens:
        if token.token_type == TokenType.BLOCK and token.contents.startswith("endblock"):
            break
        if token.token_type == TokenType.BLOCK:  # plural
            parts.append("")
            current = 1
        elif token.token_type == TokenType.VAR:
            parts[current] += f"%({token.contents})s"
        else:
            parts[current] += doubled(token.contents)
    if "trimmed" in options:
        parts = [trim_whitespace(part) for part in parts]
    context = options[options.index("context") + 1][1:-1] if "context" in options else ""
    return Message(parts[0], context, parts[1] if current else "")


def doubled(words: str) -> str:
    """Django looks words of templates up with their per cent signs doubled."""
    return words.replace("%", "%%")


def raw_in_template(source: str) -> Iterator[str]:
    """Yield every letter that stands outside the tags of the catalogue."""
    text, inside = "", False
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.TEXT:
            text += "" if inside else token.contents
            continue
        text += HOLE
        name = token.contents.partition(" ")[0]
        inside = name == "blocktranslate" or (inside and name != "endblocktranslate")
        if token.token_type != TokenType.COMMENT and name != "translate":
            yield from raw_arguments(token.contents)
    shown = [*HTML_TAG.sub("\n", text).splitlines()]
    tags = HTML_TAG.findall(text)
    shown += [words for tag in tags for words in SHOWN_ATTRIBUTES.findall(tag)]
    shown += [tag for tag in tags if VIETNAMESE.search(SHOWN_ATTRIBUTES.sub("", tag))]
    plain = (html.unescape(words).replace(HOLE, "").strip() for words in shown)
    yield from (words for words in plain if LETTER.search(words) and not CODE.fullmatch(words))


def raw_arguments(contents: str) -> Iterator[str]:
    """Yield literals of a tag that will be shown, but for `_("…")`."""
    for found in LITERAL.finditer(contents):
        if not found["mark"] and VIETNAMESE.search(found["words"]):
            yield found["words"]
    for found in SHOWN_ARGUMENTS.finditer(contents):
        if LETTER.search(found[2]) and not VIETNAMESE.search(found[2]):
            yield found[2]


# The catalogue


@cache
def catalogue() -> Catalog:
    with SOURCE.open("rb") as file:
        return read_po(file, locale="en")


def entries(book: Catalog) -> dict[Message, tuple[str, ...]]:
    """Return the English of each message; two sentences where it has a plural."""
    found = {}
    for entry in book:
        if entry.id:
            ids, said = as_pair(entry.id), as_pair(entry.string)
            found[Message(ids[0], entry.context or "", "".join(ids[1:]))] = said
    return found


def as_pair(words: object) -> tuple[str, ...]:
    return tuple(words) if isinstance(words, list | tuple) else (str(words),)


def compiled(book: Catalog) -> bytes:
    file = BytesIO()
    write_mo(file, book)
    return file.getvalue()


def renew(said: Iterable[tuple[Message, str]]) -> Catalog:
    """Make the catalogue anew from the words said and where; English that is there is kept."""
    old = catalogue()
    known = entries(old)
    new = Catalog(
        locale="en",
        header_comment="# The interface of Congtac in English; made by `make words`.",
        project="Congtac",
        version="0",
        msgid_bugs_address="see CONTRIBUTING.md",
        last_translator="the authors of Congtac",
        language_team="English",
        fuzzy=False,
        charset="utf-8",
        creation_date=old.creation_date,
        revision_date=old.revision_date,
    )
    for message, place in sorted(said):
        ids = (message.id, message.plural) if message.plural else message.id
        english = known.get(message, ("", "") if message.plural else ("",))
        string = english if message.plural else english[0]
        new.add(ids, string, locations=[(place, 0)], context=message.context or None)
    return new


def write(book: Catalog) -> None:
    """Write the catalogue in both forms."""
    file = BytesIO()
    write_po(file, book, width=100, include_lineno=False)
    SOURCE.write_bytes(file.getvalue())
    COMPILED.write_bytes(compiled(book))


def said_by(paths: Iterable[Path]) -> list[tuple[Message, str]]:
    return [(message, place_of(path)) for path in paths for message in said_in(path)]


def place_of(path: Path) -> str:
    """Return where a file lies, as the catalogue and the tests name it."""
    return path.relative_to(PACKAGE if path.is_relative_to(PACKAGE) else ROOT).as_posix()


def speaking() -> list[Path]:
    """Return the files whose words the catalogue holds."""
    data = [path for path in sorted(PACKAGE.rglob("data/*.csv")) if path.name in DATA_SHOWN]
    reader = [path for path in sorted(READER.rglob("*.py")) if "tests" not in path.parts]
    return [*modules(), *templates(), *data, *reader]


def main() -> None:
    """Renew the catalogue and say what still lacks its English."""
    book = renew(said_by(speaking()))
    write(book)
    lacking = [message.id for message, said in entries(book).items() if not all(said)]
    print(f"{len(entries(book))} messages, {len(lacking)} without English")
    print("\n".join(lacking))


if __name__ == "__main__":
    main()
