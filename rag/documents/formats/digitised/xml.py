"""Reads the XML of digitised newspapers: no entity is expanded, nothing is fetched."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from rag.documents.types import load_error

# A document type, or what only one brings; neither ALTO nor METS has any.
_DECLARED: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def parse(data: bytes, path: Path) -> Any:
    """Parse a file; give its root element.

    :raises LoadError: it is no XML, is damaged, or declares entities.
    """
    from lxml import etree

    if _DECLARED.search(data):
        problem = "declara un tipo de documento, que ni ALTO ni METS llevan"
        raise load_error(path, problem, "Quite la línea «<!DOCTYPE …>».")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        where = getattr(error, "lineno", None)
        at = f" en la línea {where}" if where else ""
        raise load_error(
            path, f"no es XML o está dañado{at}", "Vuelva a exportarlo de donde lo tiene."
        ) from error


def name_of(element: Any) -> str:
    """Give an element's name without its namespace: every version of ALTO has another."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str:
    """Give an attribute, whatever its namespace; ``""`` without it."""
    value = element.get(name)
    if value is None:
        value = next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), "")
    return str(value)


def number(element: Any, name: str) -> float:
    """Give an attribute as a number; 0 where it is none."""
    try:
        value = float(attribute(element, name) or 0)
    except ValueError:
        return 0.0
    return value if abs(value) < 1e7 else 0.0  # no page is so large, and «nan» is no number
