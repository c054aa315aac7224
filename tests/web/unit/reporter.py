"""Who reported the cases of these tests."""

EMAIL = "ayse@example.org"
