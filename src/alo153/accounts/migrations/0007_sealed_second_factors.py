"""The secrets of second factors that stand in the database as they are get sealed."""

from django.db import migrations

from alo153.accounts.actions.sealing import SECRETS, seal_secret, unseal_secret


def _seal(apps, _schema_editor):
    model = apps.get_model("mfa", "Authenticator")
    for each in model.objects.iterator():
        names = [name for name in SECRETS if name in each.data]
        plain = {name: seal_secret(each.data[name]) for name in names}
        model.objects.filter(pk=each.pk).update(data={**each.data, **plain})


def _unseal(apps, _schema_editor):
    model = apps.get_model("mfa", "Authenticator")
    for each in model.objects.iterator():
        names = [name for name in SECRETS if name in each.data]
        plain = {name: unseal_secret(each.data[name]) for name in names}
        model.objects.filter(pk=each.pk).update(data={**each.data, **plain})


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_sign_ins"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(_seal, _unseal)]
