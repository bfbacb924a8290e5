"""A Word file as a package: opened with bounds, parts replaced in it, the same bytes on any machine."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from ..errors import ReadError

# A file of the 20 MB that an article may have unpacks to less than this, bombs aside.
_MOST_BYTES = 200_000_000
_MOST_PARTS = 5_000
_PROPERTIES = ("docProps/core.xml", "docProps/custom.xml")
_MOST_PROPERTIES = 1_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # a compound file: Word before 2007, or an encrypted document
_NOTES = ("footnotes", "endnotes")


def open_document(data: bytes, path: str) -> Any:
    """The python-docx document in `data`. Raises ReadError for what is none, is damaged, or unpacks to too much."""
    try:
        import docx
        import lxml.etree
        from docx.opc.exceptions import OpcError
    except ImportError:
        raise ReadError("python-docx is not installed", path=path, remedy="pip install 'bylingual[docx]'") from None
    if data.startswith(_OLE):
        raise ReadError("a Word file of the old format, or an encrypted one", path=path, remedy="Save it as .docx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > _MOST_PARTS or sum(m.file_size for m in members) > _MOST_BYTES:
                raise ReadError("unpacks to too much", path=path, remedy="Send the article alone, without its pictures")
        return docx.Document(io.BytesIO(data))
    except (
        OpcError, lxml.etree.LxmlError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, AttributeError,
        NotImplementedError, RuntimeError, EOFError, UnicodeError,
    ) as error:  # fmt: skip
        why = str(error).strip("'\"").split("\n")[0] or type(error).__name__
        raise ReadError(f"no Word document ({why})", path=path, remedy="Open it in Word and save it again") from None


def properties_of(data: bytes) -> list[tuple[str, str]]:
    """Names and values of a package's own properties, and its status; none where it cannot be read: reading tells."""
    try:
        import lxml.etree
    except ImportError:
        return []
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True)
    found = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                if member.filename in _PROPERTIES and member.file_size < _MOST_PROPERTIES:
                    for element in lxml.etree.fromstring(archive.read(member), parser).iter("{*}*"):
                        name = lxml.etree.QName(element).localname
                        if name in ("contentStatus", "property"):
                            found.append((element.get("name", name), "".join(element.itertext())))
    except (
        zipfile.BadZipFile,
        zlib.error,
        lxml.etree.LxmlError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        EOFError,
    ):
        return []
    return found


def stories(document: Any) -> Iterator[tuple[str, Any, Any]]:
    """(name of the part, the part, its root element) of the main text, then of its foot- and endnotes.

    The notes' elements are parsed anew: change them, then give them to `rewritten`.
    """
    from docx.oxml import parse_xml

    main = document.part
    yield _name(main), main, main.element
    for kind in _NOTES:
        for relation in main.rels.values():
            if not relation.is_external and relation.reltype.endswith(f"/{kind}"):
                yield _name(relation.target_part), relation.target_part, parse_xml(relation.target_part.blob)


def serialized(element: Any) -> bytes:
    """An element as the XML of a part."""
    from docx.opc.oxml import serialize_part_xml

    return bytes(serialize_part_xml(element))


def rewritten(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The package `data` with other contents for some of its parts.

    Members keep their order and dates; nothing is compressed, since not every zlib compresses alike.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for member in before.infolist():
            kept = zipfile.ZipInfo(member.filename, member.date_time)
            kept.external_attr, kept.create_system = member.external_attr, member.create_system
            after.writestr(kept, parts.get(member.filename) or before.read(member))
    return out.getvalue()


def _name(part: Any) -> str:
    return str(part.partname).lstrip("/")
