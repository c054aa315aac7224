"""Mails as bytes, as short as a story needs them."""

CITIZEN = "elif.yildiz@posta.example"
OURS = "cozum@kocaeli.example"


def mail(body: str | bytes = "Sokağımızda su yok.", *fields: str, sender: str = CITIZEN) -> bytes:
    """Return a mail of a citizen to the municipality; fields named here come first."""
    raw = body if isinstance(body, bytes) else body.encode()
    usual = [f"From: Elif Yıldız <{sender}>", f"To: {OURS}", "Subject: Su kesintisi"]
    names = {field.partition(":")[0].lower() for field in fields}
    kept = [field for field in usual if field.partition(":")[0].lower() not in names]
    return "\r\n".join([*fields, *kept]).encode() + b"\r\n\r\n" + raw


def part(content: str | bytes, *fields: str) -> bytes:
    """Return a part of a mail."""
    raw = content if isinstance(content, bytes) else content.encode()
    return "".join(f"{field}\r\n" for field in fields).encode() + b"\r\n" + raw


def multipart(kind: str, *parts: bytes, boundary: str = "sınır".encode().hex()) -> bytes:
    """Return parts as one part."""
    mark = f"--{boundary}".encode()
    head = f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n'.encode()
    return head + b"".join(b"%s\r\n%s\r\n" % (mark, each) for each in parts) + mark + b"--\r\n"


def mail_of(kind: str, *parts: bytes) -> bytes:
    """Return a mail of several parts."""
    return mail(b"").removesuffix(b"\r\n") + multipart(kind, *parts)
