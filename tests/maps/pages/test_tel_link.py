"""Numbers as phones and word processors write them."""

from __future__ import annotations

import pytest

from maps.pages.navigation_links import tel_link


@pytest.mark.parametrize(
    "phone",
    [
        "\u202a+62\u00a0812\u20113456\u20117890\u202c",  # from a phone's contacts
        "+62 812\u20133456\u20147890",
        "+62\u200b812\u22123456\u00ad7890",
        "\uff0b\uff16\uff12\u3000812.3456.7890",
    ],
)
def test_the_whole_number_is_called(phone: str) -> None:
    assert tel_link(phone) == "tel:+6281234567890"


def test_two_numbers_stay_two() -> None:
    assert tel_link("0812\u20113456 / 0813\u20117890") == "tel:08123456"
