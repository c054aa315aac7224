"""Further data of formal applications, and notices to their citizens."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alo153.cases.models.attachment import Attachment
from alo153.cases.models.case import Case
from alo153.citizens.channel import NOTIFYING
from alo153.citizens.channel import choices as channel_choices
from alo153.citizens.models import Identity
from alo153.city.rules.questions import as_read
from alo153.core.database.sealed_text import WordsField


class Particulars(models.Model):
    """Data of the applicant that the law demands, in a separate row that can be erased alone."""

    class Signature(models.TextChoices):
        PAPER = "paper", _("signed on paper")
        E_SIGNATURE = "esign", _("electronic signature")
        KEP = "kep", _("registered e-mail (KEP)")
        E_GOVERNMENT = "egov", _("e-Government sign-in")

    case = models.OneToOneField(
        Case, on_delete=models.CASCADE, primary_key=True, related_name="particulars"
    )
    address = WordsField(_("home or work address"), max_length=300, blank=True)
    signature = models.CharField(_("signature"), max_length=8, choices=Signature, blank=True)
    # Number of the evidence: of the paper, the KEP message or the e-Government record
    signature_reference = WordsField(_("where it is kept"), max_length=120, blank=True)
    # The scan of the paper; empty until somebody scanned it
    signed_paper = models.OneToOneField(
        Attachment, null=True, on_delete=models.PROTECT, related_name="+"
    )
    identity_number = WordsField(_("identity number"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("applicant's particulars")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(signature="") | ~Q(signature_reference=""),
                name="signature_says_where",
            ),
            models.CheckConstraint(
                condition=Q(signed_paper=None) | Q(signature="paper"),
                name="only_paper_is_scanned",
            ),
        ]

    def __str__(self) -> str:
        return f"particulars of {self.case_id}"


class TopicAnswer(models.Model):
    """An answer to a question of the topic, with the question as it was asked then."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="topic_answers")
    key = models.SlugField(max_length=80)
    question = models.CharField(_("question"), max_length=120)
    kind = models.CharField(max_length=8)
    # Empty: the question was required, and the channel did not ask it
    answer = WordsField(_("answer"), max_length=300, blank=True)
    # The citizen does not see it
    internal = models.BooleanField(_("internal"), default=False)

    class Meta:
        verbose_name = _("answer to a topic's question")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "key"], name="topic_answer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.key}"

    @property
    def words(self) -> str:
        """Return the answer as people read it."""
        return as_read(self.kind, self.answer)


class RegisterEntry(models.Model):
    """The number and dates that another body gave an application, like CİMER."""

    case = models.OneToOneField(
        Case, on_delete=models.CASCADE, primary_key=True, related_name="register_entry"
    )
    register = models.CharField(_("body"), max_length=60)
    number = models.CharField(_("number there"), max_length=40)
    arrived_date = models.DateField(_("arrived there on"))
    # The deadline that the other body set; our own deadline is in `Clock`
    due_date = models.DateField(_("due there on"), null=True)

    class Meta:
        verbose_name = _("entry in another body's register")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["register", "number"], name="register_number_once"),
            models.CheckConstraint(
                condition=Q(due_date=None) | Q(due_date__gte=models.F("arrived_date")),
                name="register_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.number}"


class Notice(models.Model):
    """A message to the citizen about an open case: an extension, an interim answer, costs."""

    class Purpose(models.TextChoices):
        EXTENSION = "extension", _("extension of time")
        INTERIM = "interim", _("interim answer")
        COSTS = "costs", _("costs to pay")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notices")
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose)
    text = WordsField(_("words"))
    way = models.CharField(_("way"), max_length=6, choices=channel_choices(NOTIFYING))
    contact = models.ForeignKey(Identity, null=True, on_delete=models.SET_NULL, related_name="+")
    # Number of the letter, or name of the person who was spoken to
    reference = WordsField(_("reference"), max_length=120, blank=True)
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("notice to the citizen")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="notice_has_words"),
            models.CheckConstraint(
                condition=Q(way__in=["sms", "email"]) | ~Q(reference=""),
                name="notice_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.purpose}"
