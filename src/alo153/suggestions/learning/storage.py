"""A model as bytes and back: arrays alone, nothing that could run when it is read."""

import io

import numpy as np

from alo153.suggestions.learning.linear import Linear
from alo153.suggestions.learning.pieces import Pieces


def to_bytes(model: Linear) -> bytes:
    """Return the arrays of a model, without its labels."""
    file = io.BytesIO()
    np.savez_compressed(
        file,
        hashes=model.pieces.hashes.astype(np.uint32),
        rarity=model.pieces.rarity,
        usual=np.float32(model.pieces.usual),
        weights=model.weights.astype(np.float16),
        offsets=model.offsets,
        lifts=model.lifts,
    )
    return file.getvalue()


def from_bytes(content: bytes, labels: tuple[str, ...]) -> Linear:
    """Return the model of some bytes; its labels are kept next to them.

    Raises:
        ValueError: the bytes hold something else than plain arrays of such a model.
    """
    with np.load(io.BytesIO(content), allow_pickle=False) as kept:
        if kept["weights"].shape != (len(kept["hashes"]), len(labels)):
            raise ValueError("the model does not fit its labels")
        # A model of before: its texts were of one length, its labels are not lifted
        usual = float(kept["usual"]) if "usual" in kept else 0.0
        pieces = Pieces(kept["hashes"].astype(np.int64), kept["rarity"], usual)
        lifts = kept["lifts"] if "lifts" in kept else np.zeros(len(labels), np.float32)
        return Linear(labels, pieces, kept["weights"], kept["offsets"], lifts)
