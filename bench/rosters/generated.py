"""Generated benchmarks in the same format, for trials and tests where the real files are not."""

from __future__ import annotations

import numpy as np

_USUAL = (480, 480, 480, 600, 360, 720)


def text(*, days: int, people: int, shifts: int, seed: int = 1) -> str:
    """Return the text of an instance like the published ones; the same seed gives the same."""
    random = np.random.default_rng(seed)
    names = [f"S{number}" for number in range(shifts)]
    who = [f"P{number}" for number in range(people)]
    lines = ["SECTION_HORIZON", str(days), "SECTION_SHIFTS"]
    lines += [
        f"{name},{_USUAL[place % len(_USUAL)]},{'|'.join(names[:place])}"
        for place, name in enumerate(names)
    ]
    lines.append("SECTION_STAFF")
    lines += [_staff(each, names, days, random) for each in who]
    lines.append("SECTION_DAYS_OFF")
    lines += [f"{each},{random.integers(days)}" for each in who]
    for section in ("SECTION_SHIFT_ON_REQUESTS", "SECTION_SHIFT_OFF_REQUESTS"):
        lines.append(section)
        lines += [
            f"{each},{day},{random.choice(names)},{random.integers(1, 4)}"
            for each in who
            for day in random.choice(days, 3, replace=False)
        ]
    lines.append("SECTION_COVER")
    mean = 0.62 * people / shifts
    lines += [
        f"{day},{name},{max(0, round(random.normal(mean, 1)))},100,1"
        for day in range(days)
        for name in names
    ]
    return "\n".join(lines) + "\n"


def _staff(who: str, names: list[str], days: int, random: np.random.Generator) -> str:
    may = random.random(len(names)) < 0.8
    may[random.integers(len(names))] = True
    most = "|".join(f"{name}={days if able else 0}" for name, able in zip(names, may, strict=True))
    part = random.random() < 0.2
    high = round(days / 7 * 5 * 480 * (0.6 if part else 0.95))
    weekends = max(1, days // 14 + int(random.integers(0, 2)))
    return (
        f"{who},{most},{high},{high - 960},{5 if part else 6},2,{random.integers(2, 4)},{weekends}"
    )
