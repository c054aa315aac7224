"""`manage load_demo`: the demo staff and citizens of the city, for trying it out."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from alo153.citizens.demo import load_demo
from alo153.city.citypack import PackError, read_pack
from alo153.city.models import City
from alo153.core.clock import now

_VARIABLE = "ALO153_DEMO_PASSWORD"


class Command(BaseCommand):
    """Bring in the people of demo.toml; doing it again changes nothing."""

    help = f"Bring in the city's demo people; their password is in {_VARIABLE}."

    def handle(self, *_: Any, **__: Any) -> None:
        """Bring them in."""
        password = os.environ.get(_VARIABLE, "")
        if not password:
            raise CommandError(f"Set {_VARIABLE} to the password the demo staff signs in with.")
        if not City.objects.filter(slug=settings.CITY).exists():
            raise CommandError("The city is not loaded yet: run load_city first.")
        try:
            pack = read_pack(Path(settings.CITIES_DIR) / settings.CITY)
        except PackError as error:
            raise CommandError(str(error)) from error
        load_demo(pack=pack, password=password, at=now())
        self.stdout.write(f"{len(pack.staff)} staff and {len(pack.citizens)} citizens are there")
