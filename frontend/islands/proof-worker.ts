// Does the work of a page in a thread of its own, in which a slow telephone does not hold the typing.
import "altcha/workers/pbkdf2";
