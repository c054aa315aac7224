"""Tables of what protects those who answer; `care.models` names them to Django."""
