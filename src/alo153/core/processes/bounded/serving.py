"""Answer as a process apart, until nobody asks any more. Imports nothing that takes long."""

import os
import resource
import sys
from collections.abc import Callable


def serve(answer: Callable[[bytes, bytes], tuple[bytes, bytes]]) -> None:
    """Answer one question after the other, within the memory that the first argument names."""
    most_bytes = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)  # talks come first
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    while head := asked.read(5):
        letter, content = answer(head[:1], asked.read(int.from_bytes(head[1:])))
        answers.write(letter + len(content).to_bytes(4) + content)
        answers.flush()
