"""Reads one message of mail: its text as an article, and what is attached as files.

The outlet is whoever sent it: an organisation, a person, an address. Lines quoted from another
message are left out, since what they say was said by somebody else and on another day.
"""

from __future__ import annotations

import email
import email.policy
import mimetypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path, PurePosixPath
from typing import Any, Final

from rag.documents.formats import markup
from rag.documents.formats.bundles.names import member_name
from rag.documents.mending.decoding import clean, decode
from rag.documents.types import Article, Failure, LoadError, Member

MAX_DEPTH: Final = 50
"""Parts inside parts; a forwarded newsletter has some eight."""
MAX_PARTS: Final = 1_000
"""Parts of one message, those of its parts included."""
_HEADERS: Final = ("from", "to", "subject", "date", "received", "message-id", "sender")
_REPLY: Final = re.compile(r"(?:(?:re|rv|fw|fwd|enc|tr)\s*:\s*)+", re.IGNORECASE)
_QUOTED: Final = re.compile(r"\s{0,3}>")
# «El lun, 3 may 2024 a las 9:05, Ana (<a@b.es>) escribió:»
_QUOTES: Final = re.compile(
    r"(?:El|On|Le|Em|Am)\b.{2,200}(?:escribió|wrote|écrit|escreveu|schrieb):\s*\Z"
)
_SIGNATURE_LINES: Final = 15
_ENOUGH: Final = 200
"""Characters of a plain text that is more than «see this in your browser»."""
_SHARE: Final = 0.3


@dataclass(slots=True)
class Message:
    """What a message holds.

    :param known: whether it has any header of a message.
    """

    article: Article | None = None
    known: bool = False
    members: list[Member] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


def read(data: bytes, path: Path) -> Message:
    """Read a message, however it is damaged.

    :raises RecursionError: parts are nested too deep.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    found = Message(known=any(name in message for name in _HEADERS))
    source, author = _sender(message)
    texts: list[str] = []
    quoted = 0
    for part in _parts(message):
        if part.is_text:
            text, left = _body(part, path)
            quoted += left
            if text:
                texts.append(text)
        elif (member := _attachment(part, source)) is not None:
            found.members.append(member)
    text = "\n\n".join(texts)
    if any(c.isalnum() for c in text):
        title = _REPLY.sub("", _header(message, "subject"), count=1)
        found.article = Article(text, title, _day(message), source, author)
    if quoted:
        found.failures.append(Failure(None, f"{quoted} líneas citadas de otro mensaje sin leer."))
    return found


@dataclass(frozen=True, slots=True)
class _Part:
    message: EmailMessage
    is_text: bool
    html: str = ""


def _parts(message: Any) -> Iterator[_Part]:
    """Yield the texts and files of a message in order, the better one of alternatives."""
    count = 0
    pending: list[tuple[Any, int]] = [(message, 0)]
    while pending:
        part, depth = pending.pop()
        count += 1
        if depth > MAX_DEPTH or count > MAX_PARTS:
            raise RecursionError
        kind = part.get_content_type()
        inside = part.get_payload() if part.is_multipart() else None
        if kind == "message/rfc822" or not isinstance(inside, list):
            if kind in ("text/plain", "text/html") and not _is_file(part):
                yield _Part(part, is_text=True)
            elif depth == 0 and kind == "message/rfc822":
                pending += [(one, depth + 1) for one in reversed(inside or [])]
            elif not _is_decoration(part):
                yield _Part(part, is_text=False)
        elif kind == "multipart/alternative":
            pending.append((_better(inside), depth + 1))
        else:
            pending += [(one, depth + 1) for one in reversed(inside)]


def _is_file(part: Any) -> bool:
    return bool(part.get_content_disposition() == "attachment" or _file_name(part))


def _is_decoration(part: Any) -> bool:
    """Whether it is a picture in the text, a delivery report or a signature."""
    inline = part.get_content_disposition() != "attachment" and bool(part.get("content-id"))
    kind = part.get_content_type()
    return (inline and kind.startswith("image/")) or kind in (
        "message/delivery-status",
        "application/pgp-signature",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "text/calendar",
    )


def _better(alternatives: list[Any]) -> Any:
    """Choose the plain text, unless it only says that there is another; else the last one."""
    plain = next((p for p in alternatives if p.get_content_type() == "text/plain"), None)
    last = alternatives[-1] if alternatives else EmailMessage()
    if plain is None or plain is last:
        return last
    length = len(_payload(plain).strip())
    other = sum(len(_payload(p)) for p in last.walk() if p.get_content_maintype() == "text")
    return plain if length >= max(1, min(_ENOUGH, _SHARE * other)) else last


def _payload(part: Any) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _file_name(part: Any) -> str:
    try:
        name = part.get_filename()
    except Exception:  # a header damaged in any way
        name = None
    return clean(str(name)) if name else ""


def _header(message: Any, name: str) -> str:
    """Give a header on one line; ``""`` when it is missing or damaged."""
    try:
        return " ".join(clean(str(message[name] or "")).split())
    except Exception:  # the library fails in many ways at damaged headers
        return ""


def _sender(message: Any) -> tuple[str, str]:
    """Give who the message comes from: the outlet, and a person where both are named."""
    name, address = parseaddr(_header(message, "from"))
    organisation = _header(message, "organization") or _header(message, "organisation")
    name = name.strip("\"' ")
    if organisation:
        return organisation, name if name != organisation else ""
    return name or address, ""


def _day(message: Any) -> str | None:
    """Give the day it was sent, where its sender was."""
    try:
        day = parsedate_to_datetime(_header(message, "date")).date()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return day.isoformat() if day.year >= 1980 else None


def _body(part: _Part, path: Path) -> tuple[str, int]:
    """Read a text, and count the lines that it quotes."""
    message: Any = part.message
    charset = message.get_content_charset()
    try:
        text = clean(decode(_payload(message), path, charset))
    except LoadError:
        return "", 0
    if message.get_content_type() == "text/html":
        root = markup.parse(text)
        return ("" if root is None else markup.text_of(root)), 0
    if str(message.get_param("format") or "").lower() == "flowed":
        text = _unflowed(text, str(message.get_param("delsp") or "").lower() == "yes")
    return _own_lines(text)


def _unflowed(text: str, delsp: bool) -> str:
    """Join lines that were only parted to be sent (RFC 3676)."""
    lines: list[str] = []
    flows = False
    for line in text.split("\n"):
        own = line.removeprefix(" ")
        quoted = own.startswith(">")
        if flows and not quoted and lines:
            lines[-1] += own
        else:
            lines.append(own)
        flows = line.endswith(" ") and line != "-- " and not quoted
        if flows and delsp:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _own_lines(text: str) -> tuple[str, int]:
    """Leave out what is quoted, what announces it, and a signature at the end."""
    lines = text.rstrip().split("\n")
    for at in range(len(lines) - 1, max(-1, len(lines) - 2 - _SIGNATURE_LINES), -1):
        if lines[at].rstrip() == "--" and lines[at].startswith("--"):
            lines = lines[:at]
            break
    kept: list[str] = []
    quoted = 0
    for line in lines:
        if not _QUOTED.match(line):
            kept.append(line)
            continue
        if quoted == 0 or (kept and kept[-1].strip()):
            while kept and not kept[-1].strip():
                kept.pop()
            if kept and _QUOTES.search(kept[-1]):
                kept.pop()
            elif len(kept) > 1 and _QUOTES.search(f"{kept[-2]} {kept[-1]}"):
                del kept[-2:]
            kept.append("")
        quoted += 1
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip(), quoted


def _attachment(part: _Part, source: str) -> Member | None:
    message: Any = part.message
    kind = message.get_content_type()
    if kind == "message/rfc822":
        inside = message.get_payload()
        try:
            data = inside[0].as_bytes() if isinstance(inside, list) and inside else b""
        except Exception:  # a message damaged in any way
            data = b""
        name = _header(inside[0], "subject")[:60] if isinstance(inside, list) and inside else ""
        name = f"{name.replace('/', ' ') or 'mensaje'}.eml"
    else:
        data, name = _payload(message), _file_name(message)
        if not PurePosixPath(name).suffix:
            name = f"{name or 'adjunto'}{mimetypes.guess_extension(kind) or ''}"
    name = member_name(" ".join(name.split()))
    return Member(name, data, source) if data and name else None
