"""``catalogue check``, ``import`` and ``export``."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from bot.bootstrap import procedure_repository
from bot.cli.output import show
from bot.procedures.catalogue import Catalogue, Finding, load_directory, load_json_lines, write_json_lines
from bot.procedures.catalogue import check as check_catalogue
from bot.procedures.model import Procedure
from bot.settings import settings


def check(as_json: bool) -> int:
    """Prints the findings on the hand-written files; 1 when there is one that is not a gap."""
    catalogue = Catalogue(load_directory(settings().procedures_dir))
    findings = check_catalogue(catalogue, date.today())
    to_mend = [finding for finding in findings if finding.kind != "gap"]
    if as_json:
        show({"procedures": len(catalogue), "findings": [_plain(finding) for finding in findings]}, as_json=True)
    else:
        for finding in findings:
            print(finding)
        kinds = ", ".join(f"{count} {kind}" for kind, count in Counter(f.kind for f in findings).items())
        print(f"{len(catalogue)} procedures, {kinds or 'nothing to mend'}")
    if to_mend:
        print(f"error: {len(to_mend)} findings to mend", file=sys.stderr)
    return 1 if to_mend else 0


def import_file(file: Path) -> dict[str, Any]:
    """Stores the procedures of a file in the database.

    Raises:
        CatalogueError: the file is bad; nothing was stored.
    """
    procedures = load_json_lines(file)
    added, updated = procedure_repository().replace_many([procedure.as_plain() for procedure in procedures])
    return {"read": len(procedures), "added": added, "updated": updated, "unchanged": len(procedures) - added - updated}


def export_file(file: Path) -> dict[str, Any]:
    """Writes files and database together; what is in the database stands in for the file of the same id."""
    procedures = {procedure.id: procedure for procedure in load_directory(settings().procedures_dir)}
    for plain in procedure_repository().all():
        procedure = Procedure.parse_obj(plain)
        procedures[procedure.id] = procedure
    return {"written": write_json_lines(procedures.values(), file)}


def _plain(finding: Finding) -> dict[str, str]:
    return {"procedure": finding.procedure_id, "kind": finding.kind, "text": finding.text}
