"""Pages of accounts, sign-in and second factors."""

from django.apps import AppConfig


class SignInConfig(AppConfig):
    """Pages of accounts, sign-in and second factors."""

    name = "alo153.web.sign_in"
    label = "web_sign_in"
