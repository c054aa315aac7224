"""A way out that answers as it is told."""

from alo153.channels.contract import Letter, Sent


class Outside:
    """A way out that answers as told; contract tests hold the real ones to the same contract."""

    def __init__(self, *answers: Exception | None) -> None:
        self.answers = list(answers)
        self.letters: list[Letter] = []

    def send(self, letter: Letter) -> Sent:
        self.letters.append(letter)
        answer = self.answers.pop(0)
        if answer:
            raise answer
        return Sent(f"outside:{letter.id}")
