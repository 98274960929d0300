"""Pictures and the variation family: what the page tells its scripts, and what it draws where it tells nothing."""

import json

import pytest

from adapters.storefronts.amazon_page.reader import read_page
from core.catalog.snapshot import Listing, Variation

PIC = "https://m.media-amazon.com/images/I"


def listing(body: str) -> Listing:
    found = read_page(f'<html><body><span id="productTitle">Lamp</span>{body}</body></html>'.encode()).listing
    assert found is not None
    return found


GALLERY = (
    f'<div id="altImages"><ul><li class="item"><img src="{PIC}/41A._SS40_.jpg"></li>'
    f'<li class="item videoThumbnail"><img src="{PIC}/41V._SS40_.jpg"></li>'
    f'<li class="item"><img src="{PIC}/41P.SX38_PKmb-play-button-overlay-thumb_.png"></li></ul></div>'
)


@pytest.mark.parametrize(
    ("script", "images"),
    [
        pytest.param(
            f"""P.register("ImageBlockATF", function(A){{ var data = {{ 'colorImages': {{ 'initial':
            [{{"hiRes":"{PIC}/71A._AC_SL1500_.jpg","large":"{PIC}/41A._AC_.jpg","variant":"MAIN"}},
            {{"hiRes":null,"large":"{PIC}/41B._AC_.jpg","main":{{"{PIC}/71B._SX300_.jpg":[300,200]}}}},
            {{"hiRes":null,"main":{{"{PIC}/71C._SX300_.jpg":[300,200],"{PIC}/71D._SX679_.jpg":["679","450"]}}}}]}},""",
            [f"{PIC}/71A.jpg", f"{PIC}/41B.jpg", f"{PIC}/71D.jpg"],
            id="the gallery's data",
        ),
        pytest.param(
            f"""{{"colorImages":{{}}}} var colorImages = {{"initial":[{{"large":"{PIC}/61A.jpg","landing":[]}}]}}""",
            [f"{PIC}/61A.jpg"],
            id="as of 2014",
        ),
        pytest.param(
            f"""'imageGalleryData' : [{{"mainUrl":"{PIC}/41A.jpg","thumbUrl":"{PIC}/x._SX75_.jpg"}}]""",
            [f"{PIC}/41A.jpg"],
            id="a book",
        ),
        pytest.param("'colorImages': { 'initial': [{\"hiRes\": ", [f"{PIC}/41A.jpg"], id="cut short"),
        pytest.param("'colorImages': { 'initial': " + "[" * 5_000, [f"{PIC}/41A.jpg"], id="nested without end"),
        pytest.param("", [f"{PIC}/41A.jpg"], id="thumbnails alone"),
    ],
)
def test_pictures_are_read_in_their_best_size(script: str, images: list[str]) -> None:
    assert list(listing(f"{GALLERY}<script>{script}</script>").images) == images


def test_the_main_picture_comes_first_in_its_largest_size() -> None:
    sizes = json.dumps({f"{PIC}/71A._SX300_.jpg": [300, 300], f"{PIC}/81A._SX679_.jpg": [679, 679]}).replace(
        '"', "&quot;"
    )
    body = (
        f'<img id="landingImage" src="{PIC}/31A._SX30_.jpg" data-old-hires="" data-a-dynamic-image="{sizes}">{GALLERY}'
    )

    assert listing(body).images == (f"{PIC}/81A.jpg", f"{PIC}/41A.jpg")


TWISTER = """<script>P.register('twister-js-init-dpx-data', function() { var dataToReturn = {
 "currentAsin" : "B0CHILD001", "parentAsin" : "B0PARENT00", "dimensionToAsinMap" : {"0_0":"B0CHILD001"},
 "dimensionValuesDisplayData" : {"B0CHILD001":["Moss","Large"],"B0CHILD002":["Oat","Small \\u2013 S"],"x":["y"]},
 "dimensions" : ["color","size"] } });</script><script>{"dimensionValuesDisplayData":{}}</script>"""


def test_a_family_is_read_with_what_sets_its_children_apart() -> None:
    found = listing(TWISTER)

    assert found.variations == (Variation("B0CHILD001", "Moss, Large"), Variation("B0CHILD002", "Oat, Small – S"))
    assert found.parent_asin == "B0PARENT00"


def test_a_product_that_is_its_own_parent_has_no_family() -> None:
    assert listing(TWISTER.replace("B0PARENT00", "B0CHILD001")).parent_asin is None


def test_swatches_tell_the_family_where_no_data_does() -> None:
    body = (
        '<div id="twister"><ul><li data-defaultasin="B0CHILD001" title="Click to select Moss"><img alt="Moss"></li>'
        '<li data-dp-url="/dp/B0CHILD002/ref=x"><div class="twisterTextDiv">Oat</div></li></ul>'
        '<select><option value="0,B0CHILD003">Sand</option><option value="-1">Select</option></select></div>'
    )

    assert [(each.asin, each.label) for each in listing(body).variations] == [
        ("B0CHILD001", "Moss"),
        ("B0CHILD002", "Oat"),
        ("B0CHILD003", "Sand"),
    ]
