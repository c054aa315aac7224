"""Tables that protect the authors of answers; `care.models` names them to Django."""
