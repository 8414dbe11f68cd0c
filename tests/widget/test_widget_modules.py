"""The modules of the widget, by node's own runner, and what they weigh together."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from channels.web.bundle import MAIN, BundleError, bundle, css

HERE = Path(__file__).parent
WIDGET = Path(__file__).resolve().parents[2] / "channels" / "web" / "widget"
SCRIPT_BYTES, STYLE_BYTES = 15_000, 5_000  # compressed, on the line


def playwrights_node() -> str | None:
    """The one that Playwright brings along."""
    try:
        from playwright._impl._driver import compute_driver_executable
    except ImportError:
        return None
    return str(compute_driver_executable()[0])


@pytest.mark.parametrize("file", sorted(HERE.glob("*.test.mjs")), ids=lambda file: file.name)
def test_modules(file: Path) -> None:
    """Every test of node's runner passes; the runner has found some."""
    node = shutil.which("node") or playwrights_node()
    if node is None:
        if os.environ.get("REQUIRE_SERVICES"):
            pytest.fail("node is not installed, and REQUIRE_SERVICES is set", pytrace=False)
        pytest.skip("node is not installed (on Debian: apt install nodejs)")
    ran = subprocess.run([node, "--test", str(file)], capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 0, ran.stdout
    passed = re.search(r"^# pass (\d+)$", ran.stdout, re.MULTILINE)
    assert passed
    assert int(passed[1]) > 0


def test_what_goes_over_the_line_is_small() -> None:
    """At most 15 KB of script and 5 KB of style, compressed."""
    script = gzip.compress(bundle(WIDGET).encode(), 9)
    style = gzip.compress(css((WIDGET / "chobbak.css").read_text(encoding="utf-8")).encode(), 9)
    assert len(script) <= SCRIPT_BYTES
    assert len(style) <= STYLE_BYTES


def test_every_module_is_in_the_bundle() -> None:
    """No module stands about unused, none is asked for at run time, nothing comes from elsewhere."""
    text = bundle(WIDGET)
    for path in WIDGET.glob("*.mjs"):
        own = re.findall(r"^export (?:async )?(?:function\*?|const|class) (\w+)", path.read_text(), re.MULTILINE)
        assert all(re.search(rf"\b{name}\b", text) for name in own), path
    assert not re.findall(r"\bimport\s*[({\"'*]", text)
    assert re.findall(r"""["'`](https?://[^"'`]*)""", text) == ["http://www.w3.org/2000/svg"]  # a name, not an address
    assert "sourceMappingURL" not in text


def test_no_module_can_turn_text_into_markup_or_code() -> None:
    """What would do so does not occur, nor does an inline style or handler by text."""
    unsafe = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "DOMParser", "eval(", "new Function",
              "createContextualFragment", "srcdoc", "document.cookie", "setHTML", "cssText")  # fmt: skip
    for path in WIDGET.glob("*.mjs"):
        source = path.read_text(encoding="utf-8")
        assert not [word for word in unsafe if word in source], path
        assert not re.findall(r"""["'](?:onclick|onerror|onload|style)["']\s*[:,]""", source), path


def write(folder: Path, **modules: str) -> Path:
    for name, source in modules.items():
        (folder / f"{name}.mjs").write_text(source)
    return folder


def test_modules_come_before_those_that_need_them(tmp_path: Path) -> None:
    """Each once; comments, indentation, imports and exports are gone."""
    write(
        tmp_path,
        chobbak='// why\nimport { b } from "./b.mjs";\nimport { c } from "./c.mjs";\n\nb(c);\n',
        b='import { c } from "./c.mjs";\n/** What it does,\n *  at length. */\nexport const b = () => {\n  return c; // so\n};\n',
        c='export const c = "// no comment";\n',
    )
    assert bundle(tmp_path) == 'const c = "// no comment";\nconst b = () => {\nreturn c;\n};\nb(c);\n'


@pytest.mark.parametrize(
    ("main", "says"),
    [
        ('import { x } from "./missing.mjs";\n', "missing.mjs cannot be read"),
        ('import x from "./other.mjs";\n', "import x from"),
        ('import { x as y } from "./other.mjs";\n', "import { x as y }"),
        ('import { other } from "./other.mjs";\nconst other = 1;\n', "other is in other.mjs and in chobbak.mjs"),
        ("export default 1;\n", "export default 1;"),
    ],
)
def test_what_cannot_be_joined_is_refused(tmp_path: Path, main: str, says: str) -> None:
    """By one line that names the module or the name."""
    write(tmp_path, chobbak=main, other="export const other = 1;\n")
    with pytest.raises(BundleError, match=re.escape(says)):
        bundle(tmp_path, MAIN)


def test_a_style_sheet_loses_nothing_but_spaces_and_comments() -> None:
    """Selectors keep the spaces that mean something."""
    assert css("/* why */\na b,\nc :hover {\n  margin: 0 1em;\n}\n") == "a b,c :hover{margin: 0 1em;}\n"
