"""Reads who issued a document, when, under which number and about what, zone by zone."""

import re
from dataclasses import replace
from datetime import date

from vanban.citations import read_legal_bases
from vanban.headless import read_headless
from vanban.letterhead import Letterhead, Named, read_letterhead, type_of_line
from vanban.model import Metadata, Span
from vanban.naming import sentence_case
from vanban.numbers import is_party_number, read_day
from vanban.pieces import Piece, cut_paragraphs, cut_pieces
from vanban.signature import Signature, is_person, read_signature
from vanban.text import Text
from vanban.titles import read_subject, read_title
from vanban.web_pages import Block, Lead, read_block, read_headline, read_lead, reproduces, retells

Day = tuple[date | None, Span | None]  # a day and its place
_NOWHERE = Span(0, 0)
_SHORT = 120  # letters of a value whose exact place is looked for
_BASES_REACH = 20_000  # letters after the title in which legal bases are looked for


def read_heading(text: Text) -> Metadata:
    """The metadata of the outer instrument; a field that the text doesn't tell is None.

    Read by zones: letterhead, title, signature (Nghị định 30/2020, annex I; the party's layout
    alike). A page without a letterhead is read as a portal page with a block of attributes, as a
    text that lost its header, as a page that reproduces a plan after a lead sentence, or, if it
    only reports, as news (layout "news").
    `spans` leads each field to its place in the source text.
    """
    pieces = cut_pieces(text)
    block = read_block(pieces)
    head = read_letterhead(pieces)
    if head is not None:
        return _of_letterhead(text, pieces, head, block)
    if block is not None and "number" in block.values:
        return _of_block(text, pieces, block)
    return _of_page(text, pieces, cut_paragraphs(text))


def _of_page(text: Text, pieces: tuple[Piece, ...], paragraphs: tuple[Piece, ...]) -> Metadata:
    """A text without letterhead and block: a document that lost its header, or a page of news."""
    lead = read_lead(paragraphs, text.plain)
    is_reproduced = lead is not None and (reproduces(paragraphs) or retells(paragraphs, lead))
    if lead is not None and is_reproduced and lead.is_opening:
        return _of_lead(text, lead)
    headless = read_headless(paragraphs) or read_headless(pieces, most=1)
    if headless is not None:
        return headless
    if lead is not None and is_reproduced:
        return _of_lead(text, lead)
    return _of_news(text, paragraphs)


def _of_letterhead(
    text: Text, pieces: tuple[Piece, ...], head: Letterhead, block: Block | None
) -> Metadata:
    kind, title, after = _type_and_title(pieces, head)
    sign = read_signature(pieces, after)
    fields = {
        "issuer": _cased(head.issuer, text) or (block.values.get("issuer") if block else None),
        "parent_issuer": _cased(head.parent, text),
        "number": head.number,
        "place": head.place,
        "type": kind,
        "title": title,
    }
    layout = "party" if _is_party(head) else "state"
    found = _metadata(text, layout, fields | _signed(sign, block), _day(head, block))
    start = pieces[after].start if after < len(pieces) else len(text.plain)
    bases = read_legal_bases(text.plain, start, start + _BASES_REACH)
    return replace(found, symbol=head.symbol, recipients=sign.recipients, legal_bases=bases)


def _cased(name: Named | None, text: Text) -> Named | None:
    return Named(sentence_case(name.name, text.plain), name.span) if name else None


def _is_party(head: Letterhead) -> bool:
    """Whether the motto, the number or the symbol of a blank number is the party's."""
    number = head.number.name if head.number else ""
    return head.is_party or is_party_number(number) or (head.symbol or "").startswith("-")


def _type_and_title(
    pieces: tuple[Piece, ...], head: Letterhead
) -> tuple[Named | None, Named | None, int]:
    """Type, title and the index of the piece after the type; a letter has a subject ("V/v") in
    place of a type line.
    """
    if head.type_at is None:
        subject = read_subject(pieces, max(0, head.end - 6), head.end + 8)
        is_letter = subject is not None or any(
            p.text.startswith(("Kính gửi", "KÍNH GỬI")) for p in pieces[head.end : head.end + 12]
        )
        return (Named("Công văn", _NOWHERE) if is_letter else None), subject, head.end
    piece = pieces[head.type_at]
    named, rest = type_of_line(piece) or ("", "")
    issuer = head.issuer.name if head.issuer else None
    title = read_title(pieces, head.type_at, first_words=rest, issuer=issuer)
    return Named(named, Span(piece.start, piece.end)), title, head.type_at + 1


def _signed(sign: Signature, block: Block | None) -> dict[str, Named | None]:
    """Signer and capacity as signed; the signer from the portal's block where the text has no
    signature.
    """
    if sign.signer is None and block is not None:
        signer, capacity = block.values.get("signer"), block.values.get("capacity")
        return {
            "signer": signer if signer and is_person(signer.name) else None,
            "capacity": sign.capacity or capacity,
        }
    return {"signer": sign.signer, "capacity": sign.capacity}


def _day(head: Letterhead, block: Block | None) -> Day:
    """The day of the letterhead; the block's only where the letterhead has no line for it."""
    if head.date_span is None and block is not None and "date" in block.values:
        return read_day(block.values["date"].name), block.values["date"].span
    return head.date, head.date_span


def _of_block(text: Text, pieces: tuple[Piece, ...], block: Block) -> Metadata:
    """A portal page whose document has no letterhead: the block tells."""
    sign = read_signature(pieces, 0)
    values = block.values
    fields: dict[str, Named | None] = {
        key: values.get(key) for key in ("issuer", "number", "type", "title")
    }
    if fields["title"] is None:
        fields["title"] = read_headline(pieces)[0]
    signed = {
        "signer": sign.signer or values.get("signer"),
        "capacity": sign.capacity or values.get("capacity"),
    }
    said = values.get("date")
    day = (read_day(said.name), said.span) if said else (None, None)
    layout = "party" if is_party_number(values["number"].name) else "state"
    return replace(_metadata(text, layout, fields | signed, day), recipients=sign.recipients)


def _of_lead(text: Text, lead: Lead) -> Metadata:
    """A page that reproduces a document: the lead sentence tells; its own layout is gone unless its
    number is the party's.
    """
    fields = {
        "issuer": lead.issuer,
        "number": lead.number,
        "type": lead.kind,
        "title": lead.title,
        "signer": lead.signer,
        "capacity": lead.capacity,
    }
    layout = "party" if is_party_number(lead.number.name) else "news"
    return _metadata(text, layout, fields, (lead.date, lead.date_span))


def _of_news(text: Text, pieces: tuple[Piece, ...]) -> Metadata:
    title, day, span = read_headline(pieces)
    return _metadata(text, "news", {"title": title}, (day, span))


def _metadata(text: Text, layout: str, fields: dict[str, Named | None], day: Day) -> Metadata:
    """The metadata of fields that were found; empty ones are None."""
    placed = {key: _placed(text, value) for key, value in fields.items() if value is not None}
    spans = {key: value.span for key, value in placed.items() if value.span.end > value.span.start}
    if day[1] is not None:
        spans["date"] = _day_place(text.plain, day[1])
    words = {key: value.name or None for key, value in placed.items()}
    return Metadata(
        layout=layout,
        issuer=words.get("issuer"),
        parent_issuer=words.get("parent_issuer"),
        number=words.get("number"),
        date=day[0],
        place=words.get("place"),
        type=words.get("type"),
        title=words.get("title"),
        signer=words.get("signer"),
        capacity=words.get("capacity"),
        spans=spans,
    )


def _placed(text: Text, value: Named) -> Named:
    """The value at its exact place, as the source writes it: quotes and tone marks too."""
    words = " ".join(value.name.split())
    span = value.span
    if len(value.name) < _SHORT:
        grammar = re.compile(
            r"\s{0,20}".join(re.escape(letter) for letter in words.replace(" ", "")), re.I
        )
        found = grammar.search(text.plain, span.start, span.end)
        span = Span(found.start(), found.end()) if found else span
    source = " ".join(text.source.text[span.start : span.end].split())
    is_copied = " ".join(text.plain[span.start : span.end].split()) == words
    return Named(source if is_copied else words, span)


def _day_place(plain: str, span: Span) -> Span:
    """The day within the place and day of a letterhead."""
    found = re.compile(r"(?:ngày )?[\d ./-]*\d.*$", re.I | re.S).search(plain, span.start, span.end)
    return Span(found.start(), found.end()) if found else span
