"""What is said first on a new connection: TLS, then who we are, which protocol and which database."""


def Login(redis, ssl=None, **who):
    """Wraps the socket if `ssl` is given, and logs in. What `who` may be is in `logins`."""
    try:
        if ssl:
            from picoredis_tls import Tls

            redis._sock = Tls(redis._sock, ssl, redis._host, redis._timeout)
        for command in logins(**who):
            redis.do_cmd(*command)
    except BaseException:
        redis.close()
        raise


def logins(username=None, password=None, db=0, protocol=2):
    """The commands that say it."""
    if password is not None:
        yield "AUTH", username, password
    if protocol == 3:
        yield "HELLO", 3
    if db:
        yield "SELECT", db
