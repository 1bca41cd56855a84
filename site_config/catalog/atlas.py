"""Places as a tree: the state, provinces, prefectures, counties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from scraper.model import STATE_CODE, Notice, Region


@dataclass(frozen=True, slots=True)
class Atlas:
    """All places by code; `children` are the units in use just below each."""

    regions: Mapping[str, Region]
    children: Mapping[str, tuple[Region, ...]] = field(default_factory=dict)

    def trace_path(self, code: str) -> tuple[str, ...]:
        """Codes from the province down to `code`; units that do not exist are left out (a county of 北京 has no prefecture).

        >>> atlas = build_atlas((Region("370000", "山东省", "山东"), Region("371600", "滨州市", "滨州")))
        >>> atlas.trace_path("371600"), atlas.trace_path("110105")
        (('370000', '371600'), ('110105',))
        """
        steps = dict.fromkeys((f"{code[:2]}0000", f"{code[:4]}00", code))
        return tuple(step for step in steps if step == code or step in self.regions)

    def list_above(self, code: str) -> tuple[str, ...]:
        """The units whose measures reach `code` from above, the nearest first, the state last."""
        above = tuple(reversed(self.trace_path(code)[:-1]))
        return above if code == STATE_CODE else (*above, STATE_CODE)

    def name(self, code: str) -> str:
        """Official name (滨州市), or the code when it is unknown."""
        region = self.regions.get(code)
        return region.name if region else code

    def short(self, code: str) -> str:
        """Everyday name (滨州)."""
        region = self.regions.get(code)
        return region.short if region else code

    def full_name(self, code: str) -> str:
        """Name with the province (山东省滨州市)."""
        return "".join(self.name(step) for step in self.trace_path(code))

    def list_provinces(self) -> tuple[Region, ...]:
        """The 34 provinces, municipalities, autonomous and special administrative regions."""
        return self.children.get(STATE_CODE, ())


def build_atlas(regions: Iterable[Region]) -> Atlas:
    """An atlas of the given regions, in the order of their codes.

    >>> atlas = build_atlas((Region("371600", "滨州市", "滨州"), Region("370000", "山东省", "山东")))
    >>> atlas.list_provinces()[0].name, atlas.children["370000"][0].name
    ('山东省', '滨州市')
    """
    atlas = Atlas({region.code: region for region in sorted(regions, key=lambda r: r.code)})
    children: dict[str, tuple[Region, ...]] = {}
    for region in atlas.regions.values():
        if region.code != STATE_CODE and region.successor is None:
            parent = (STATE_CODE, *atlas.trace_path(region.code))[-2]
            children[parent] = (*children.get(parent, ()), region)
    return Atlas(atlas.regions, children)


def find_code(notice: Notice) -> str | None:
    """The code of the place that a notice speaks for."""
    return notice.region.code if notice.region else None
