"""A bench runs beside a center that works, and reads nothing of it."""

from pathlib import Path
from unittest.mock import Mock

import pytest
from tests.parts.telephone.asterisk import new_telephony

from alo153.config import environment
from alo153.launch.telephony.asterisk import Asterisk
from bench.center import Center


def test_a_bench_reads_its_own_logs_and_recordings_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = Asterisk(
        start=("asterisk",),
        version="22",
        modules=tmp_path,
        shared=tmp_path,
        home=tmp_path / "asterisk",
        telephony=new_telephony(),
    )
    center = Center(tmp_path, "postgresql:///bench", phone, Mock())
    told = environment.read({"ALO153_DEVELOPMENT": "1", **center.environment()})
    read = [told.queue_log, told.security_log, told.recording_spool]
    assert [path for path in read if not Path(path).is_relative_to(phone.home)] == []
