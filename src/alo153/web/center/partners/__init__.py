"""Tables that partner desks send, and bundles of answers that go back."""
