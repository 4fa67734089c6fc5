"""The example of the documentation works as it stands."""

from __future__ import annotations

import re
from pathlib import Path

from openpyxl import Workbook

from .importing import ends, keys, node, read


def test_the_mapping_of_the_documentation_reads_what_it_says(tmp_path: Path) -> None:
    text = (Path(__file__).parents[1] / "docs" / "import.md").read_text("utf-8")
    found = re.search(r"```toml\n(.*?)```", text, re.DOTALL)
    assert found
    (tmp_path / "club.toml").write_text(found[1])
    data = tmp_path / "data"
    data.mkdir()
    (data / "Members.csv").write_text(
        "MemberNo,First,Last,BranchNo,Office,Joined,Mailing,Speaks,Left,Kind\n"
        "1,Ana,Bell,b1,Chair,01.02.20,refused,en/fr,,Senior\n2,Bo,Lee,,,03.04.21,,,,Senior\n3,Cy,Wu,b1,,,,,,Junior\n"
    )
    book = Workbook()
    sheet = book.create_sheet("All")
    for row in (["No", "Name", "Kind"], ["b1", "Northby Council", "Council"], ["b2", "Sam's household", "Household"]):
        sheet.append(row)
    book.save(data / "Branches.xlsx")
    batch = read(data, mapping=tmp_path / "club.toml")
    assert batch.rejected == ()
    assert batch.source == "club"
    assert keys(batch, "Organisation") == {"club", "b1"}
    assert ends(batch, "HOLDS") == {("1", "1/post/b1"), ("2", "2/post/club")}
    assert node(batch, "1").props["languages"] == ["en", "fr"]
    assert node(batch, "1").props["do_not_contact"] is True
