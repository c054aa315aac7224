"""A small town's timetable as a feed, and feeds with something wrong."""

import io
from collections.abc import Mapping
from zipfile import ZipFile

# Umuttepe and its other side of the street, the square, the station, and a garage nobody serves
STOPS = """\
stop_id,stop_name,stop_lat,stop_lon,stop_code
u1,Umuttepe Kampüsü,40.8200,29.9200,1001
u2,Umuttepe Kampüsü,40.8203,29.9202,1002
m1,Fevziye Meydanı,40.7660,29.9400,1010
g1,İzmit Garı,40.7620,29.9200,1020
g2,Gar Çarşı,40.7640,29.9210,1021
b1,Gebze Çarşı,40.8000,29.4300,1030
c1,Cami,40.7700,29.9500,1040
c2,Cami,40.8100,29.4500,1041
"""
ROUTES = """\
route_id,route_short_name,route_long_name
r500,500,Umuttepe - Gar
r700,700,Gebze - İzmit
"""
CALENDAR = """\
service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date
week,1,1,1,1,1,0,0,20260101,20261231
night,1,1,1,1,1,1,1,20260101,20261231
"""
DATES = "service_id,date,exception_type\nweek,20261029,2\nweek,20261205,1\n"
TRIPS = """\
route_id,service_id,trip_id,trip_headsign
r500,week,a1,Gar
r500,week,a2,Gar
r500,night,a3,Gar
r700,week,b1,Gebze
"""
TIMES = """\
trip_id,arrival_time,departure_time,stop_id,stop_sequence
a1,08:00:00,08:00:00,u1,1
a1,08:15:00,08:16:00,m1,2
a1,08:20:00,08:20:00,g1,3
a2,09:00:00,09:00:00,u1,1
a2,,,m1,2
a2,09:20:00,09:20:00,g1,3
a3,24:30:00,24:30:00,u1,1
a3,24:50:00,24:50:00,g1,3
b1,08:30:00,08:30:00,g2,1
b1,09:30:00,09:30:00,b1,2
"""
TOWN: Mapping[str, str] = {
    "stops.txt": STOPS,
    "routes.txt": ROUTES,
    "calendar.txt": CALENDAR,
    "calendar_dates.txt": DATES,
    "trips.txt": TRIPS,
    "stop_times.txt": TIMES,
}


DAILY: Mapping[str, str] = {
    "stops.txt": STOPS,
    "routes.txt": ROUTES,
    "calendar.txt": """\
service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date
day,1,1,1,1,1,1,1,20260101,20351231
""",
    "trips.txt": "route_id,service_id,trip_id,trip_headsign\nr500,day,a1,Gar\n",
    "stop_times.txt": """\
trip_id,arrival_time,departure_time,stop_id,stop_sequence
a1,23:59:00,23:59:00,u1,1
a1,24:20:00,24:20:00,g1,2
""",
}
"""The last bus of every day, for programs whose clock no test sets."""


def packed(tables: Mapping[str, str] = TOWN) -> bytes:
    """Return tables as a feed."""
    content = io.BytesIO()
    with ZipFile(content, "w") as bundle:
        for name, text in tables.items():
            bundle.writestr(name, text)
    return content.getvalue()


def without(name: str) -> dict[str, str]:
    """Return the town's tables but one."""
    return {key: text for key, text in TOWN.items() if key != name}


def changed(name: str, old: str, new: str) -> dict[str, str]:
    """Return the town's tables with other words in one."""
    assert old in TOWN[name]
    return {**TOWN, name: TOWN[name].replace(old, new)}
